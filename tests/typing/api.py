"""Only type-checked, never run: what a caller of the public names may rely on."""
