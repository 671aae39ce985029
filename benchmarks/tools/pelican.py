"""Pelican, with its cache of what it has read."""

from __future__ import annotations

from benchmarks.corpus import Page
from benchmarks.tools.tool import Tool, layout

_CONFIG = """\
SITENAME = "Bench"
SITEURL = ""
PATH = "content"
THEME = "theme"
TIMEZONE = "UTC"
DEFAULT_LANG = "en"
AUTHOR = "Bench"
ARTICLE_URL = "{slug}/"
ARTICLE_SAVE_AS = "{slug}/index.html"
DIRECT_TEMPLATES = []
FEED_ALL_ATOM = CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None
AUTHOR_SAVE_AS = CATEGORY_SAVE_AS = TAG_SAVE_AS = ""
STATIC_PATHS = []
WITH_FUTURE_DATES = True
CACHE_CONTENT = LOAD_CONTENT_CACHE = True
MARKDOWN = {"extension_configs": {"markdown.extensions.extra": {}}, "output_format": "html5"}
"""


def _head(page: Page, title: str) -> str:
    return f"Title: {title}\nDate: {page.day}\nTags: {', '.join(page.tags)}\nSlug: {page.path}\n"


_PAGE = layout("{{ article.title }}", "{{ article.date.date() }}", "{{ article.content }}")

TOOL = Tool(
    name="Pelican",
    program="bin/pelican",
    build=lambda program: [program, "--quiet"],
    version=lambda program: [program, "--version"],
    serve=lambda program, port: [
        *(program, "--autoreload", "--listen", "--quiet", "--bind", "127.0.0.1", "--port", str(port)),
    ],
    files={"pelicanconf.py": _CONFIG, "theme/templates/article.html": _PAGE},
    head=_head,
    link=lambda other: f"{{filename}}/{other.path}.md",
    content="content",
    output="output",
    caches=("cache", "__pycache__"),
    does="off: feeds, lists, pages of tags, categories and authors. Its cache of texts is on.",
)
