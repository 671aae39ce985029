"""MkDocs, which builds only what it holds for changed with `--dirty`; the rest may be out of date."""

from __future__ import annotations

from benchmarks.corpus import relative_file
from benchmarks.tools.tool import Tool, layout, yaml_head

_CONFIG = """\
site_name: Bench
site_url: https://bench.example/
theme:
  name: null
  custom_dir: theme
plugins: []
markdown_extensions: [tables, footnotes]
"""

TOOL = Tool(
    name="MkDocs",
    program="bin/mkdocs",
    build=lambda program: [program, "build", "--dirty", "--quiet"],
    serve=lambda program, port: [program, "serve", "--dirty", "--quiet", "--dev-addr", f"127.0.0.1:{port}"],
    version=lambda program: [program, "--version"],
    files={
        "mkdocs.yml": _CONFIG,
        "docs/index.md": "# Bench\n",
        "theme/main.html": layout("{{ page.title }}", "{{ page.meta.date }}", "{{ page.content }}"),
    },
    head=yaml_head,
    link=relative_file,
    content="docs",
    output="site",
    does=(
        "off: search, its theme. With --dirty: pages that show what changed elsewhere stay as they were. "
        "Without it every build takes as long as one from nothing."
    ),
)
