"""The wire to a language model: what is asked, who carries it, and every way in which it can fail."""
