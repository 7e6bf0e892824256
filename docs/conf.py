"""What Sphinx is told: the pages are Markdown, the theme is furo, the rules page comes from the rules, and a warning fails the build."""

import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

import rules_page  # noqa: E402  found through the line above

rules_page.write(HERE)

project = "escalate-ai"
author = "The escalate-ai authors"
copyright = "2026, The escalate-ai authors"
extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon"]
source_suffix = {".md": "markdown"}
exclude_patterns = ["_build"]
html_theme = "furo"
html_title = "escalate-ai"
myst_heading_anchors = 3
autodoc_typehints = "description"
