"""What is in a string: dates, numbers, identifiers, sentences, clauses, phrases, likeness. Strings in, spans and values out."""
