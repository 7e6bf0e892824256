"""`python -m escalate_ai`: the same commands as the `escalate-ai` script."""

from escalate_ai.cli import main

if __name__ == "__main__":
    main()
