"""Which folders of content/ hold what. Apart from the models of front matter, which take long to import."""

from __future__ import annotations

MARKDOWN = (".md", ".markdown", ".mdown", ".mkd")
PROFILES = {"regions": "region", "sectors": "sector"}
BOOKS = {"guides": "guide", "reports": "report"}  # folder -> what a text in it is
