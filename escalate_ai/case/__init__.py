"""The case: typed facts, and the loading of a folder."""
