"""Words of clusters.yaml and scoreboard.yaml, Markdown, as bodies for pages."""

from __future__ import annotations

import re
from html import escape

from obsite.markup.convert import convert
from obsite.outputs.planning.context import Context
from obsite.outputs.views import BodyView, TargetView

_PLAIN = re.compile(r"[^*_`<>\[\]\\\"'#|~=&]*\Z")


def declared_prose(context: Context, text: str, path: str) -> BodyView:
    """Return a text of a declaration. Its links are addresses of the web, or of pages from the site's top."""
    text = text.strip()
    if not text:
        return BodyView()
    if _PLAIN.match(text) and not re.search(r"^\s*(?:[-+]|\d+\.)\s|https?:", text, re.MULTILINE):
        parts = (" ".join(part.split()) for part in re.split(r"\n\s*\n", text))
        return BodyView(html="\n".join(f"<p>{escape(part, quote=False)}</p>" for part in parts if part))
    body = convert(text, path=path, first_line=1, emit=_pass, lang=context.site.config.language)
    targets = tuple(
        TargetView(href=ref.target, text=ref.text, external="://" in ref.target) for ref in body.references
    )
    return BodyView(html=body.html, targets=targets)


def _pass(_: object) -> None:
    """Take a finding about the text; its links are checked when the site's links are."""
