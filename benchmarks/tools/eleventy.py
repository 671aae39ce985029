"""Eleventy, with markdown-it and its footnotes."""

from __future__ import annotations

from benchmarks.corpus import relative_address
from benchmarks.tools.tool import Tool, layout, yaml_head

_CONFIG = """\
import { createRequire } from "node:module";
const require = createRequire(process.env.BENCH_MODULES + "/");
const markdownIt = require("markdown-it");
const footnotes = require("markdown-it-footnote");

export default function (config) {
  config.setLibrary("md", markdownIt({ html: true }).use(footnotes.default ?? footnotes));
  return {
    dir: { input: "content", includes: "../layouts", output: "_site" },
    markdownTemplateEngine: false,
  };
}
"""

TOOL = Tool(
    name="Eleventy",
    program="node_modules/@11ty/eleventy/cmd.cjs",
    build=lambda program: ["node", program, "--quiet"],
    serve=lambda program, port: ["node", program, "--serve", "--incremental", "--quiet", "--port", str(port)],
    version=lambda program: ["node", program, "--version"],
    files={
        "eleventy.config.js": _CONFIG,
        "package.json": '{"type": "module"}\n',
        "content/content.json": '{"layout": "page.njk"}\n',
        "layouts/page.njk": layout("{{ title }}", "{{ page.date.toDateString() }}", "{{ content | safe }}"),
    },
    head=yaml_head,
    link=relative_address,
    content="content",
    output="_site",
    does="off: templating within Markdown. Links are written as addresses; nothing checks them.",
)
