"""obsite, as it stands in this repository."""

from __future__ import annotations

import sys

from benchmarks.corpus import AS_OF, relative_file
from benchmarks.tools.tool import Tool, yaml_head

_OBSITE = [sys.executable, "-m", "obsite"]

TOOL = Tool(
    name="obsite",
    program="",
    build=lambda _: [*_OBSITE, "build", "-q", "--no-pdf", "--as-of", str(AS_OF)],
    serve=lambda _, port: [*_OBSITE, "serve", "--port", str(port), "--as-of", str(AS_OF)],
    version=lambda _: [*_OBSITE, "--version"],
    files={"site.yaml": "title: Bench\nbase_url: https://bench.example/\nsocial_cards: false\n"},
    head=yaml_head,
    link=relative_file,
    content="content",
    output="output",
    caches=(".obsite",),
    does=(
        "off: PDFs, social cards. Its own theme (style sheets, scripts, fonts cut to the text), tag pages, "
        "feed, sitemap and structured data cannot be switched off; every link, anchor and note is checked."
    ),
)
