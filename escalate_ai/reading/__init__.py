"""Stage 1 of 7: bytes of any format -> `Document`: text, structure, who wrote it, and what could not be read."""
