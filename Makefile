# The five verbs that people and CI use. PYTHON is the interpreter that holds the dev extras.
PYTHON ?= python3

.PHONY: all fmt lint types test docs rules notebook

all: lint types test docs

fmt:
	$(PYTHON) -m ruff format .
	$(PYTHON) -m ruff check --fix .

lint:
	$(PYTHON) -m ruff check .
	$(PYTHON) -m ruff format --check .
	$(PYTHON) -c "import sys; from importlinter.cli import lint_imports_command; sys.argv[0] = 'lint-imports'; lint_imports_command()"

types:
	$(PYTHON) -m mypy
	$(PYTHON) -m pyright --pythonpath "$$($(PYTHON) -c 'import sys; print(sys.executable)')"

test:
	$(PYTHON) -m pytest

docs:
	$(PYTHON) -m sphinx -W --keep-going -q -b html docs docs/_build/html

# Writes docs/rules.md from the catalogue; a test says when that is due.
rules:
	$(PYTHON) docs/rules_page.py

# Runs the notebooks and keeps what they print; a test says when that is due.
notebook:
	$(PYTHON) notebooks/execute.py
