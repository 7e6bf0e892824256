"""The command line. In: arguments. Out: results on standard output, the rest on standard error, an exit code. Judges no letter."""

from escalate_ai.cli.app import main

__all__ = ["main"]
