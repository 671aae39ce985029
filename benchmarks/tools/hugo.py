"""Hugo, the compiled binary without the Python program that starts it."""

from __future__ import annotations

from benchmarks.corpus import relative_file
from benchmarks.tools.tool import Tool, layout, yaml_head

_CONFIG = """\
baseURL = "https://bench.example/"
title = "Bench"
disableKinds = ["home", "section", "taxonomy", "term", "rss", "sitemap", "404", "robotstxt"]
[markup.goldmark.renderHooks.link]
  useEmbedded = "always"
"""

TOOL = Tool(
    name="Hugo",
    program="hugo/binaries/hugo*",
    build=lambda program: [program, "--quiet"],
    serve=lambda program, port: [program, "server", "--bind", "127.0.0.1", "--port", str(port)],
    version=lambda program: [program, "version"],
    files={
        "hugo.toml": _CONFIG,
        "layouts/_default/single.html": layout(
            "{{ .Title }}", '{{ .Date.Format "2 January 2006" }}', "{{ .Content }}"
        ),
    },
    head=yaml_head,
    link=relative_file,
    content="content",
    output="public",
    caches=("resources", ".hugo_build.lock"),
    does="off: feeds, sitemap, tag pages, lists, minifying. Links to pages are resolved by its own hook.",
)
