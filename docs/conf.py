"""What Sphinx is told: the pages are Markdown, the theme is furo, and a warning fails the build."""

project = "escalate-ai"
author = "The escalate-ai authors"
copyright = "2026, The escalate-ai authors"
extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon"]
source_suffix = {".md": "markdown"}
exclude_patterns = ["_build"]
html_theme = "furo"
html_title = "escalate-ai"
myst_heading_anchors = 3
nitpicky = False
autodoc_typehints = "description"
