"""The rules: one declarative value per offence, the few kinds of check they share, and the machinery that runs them."""
