"""What clients send -> a case that a person can finish: every value with the words it came from."""
