"""The words of an indicator's declaration, Markdown, as a body for its page."""

from __future__ import annotations

import re
from html import escape, unescape

from obsite.content.page import PageMeta
from obsite.data.indicator import Indicator
from obsite.diagnostics.model import Span
from obsite.documents.document import Document
from obsite.markup.body import MARKER, Body
from obsite.markup.convert import convert
from obsite.outputs.planning.bodies import link
from obsite.outputs.planning.context import Context
from obsite.outputs.views import BodyView, TargetView
from obsite.site.routes import GLOSSARY
from obsite.text.slugs import slugify

_LONG, _LEAD = 700, 320  # characters
_PLAIN = re.compile(r"[^*_`<>\[\]\\\"'#|~=&]*\Z")


def prose(context: Context, indicator: Indicator, key: str) -> BodyView:
    """Return the definition or the limits of an indicator."""
    text = str(getattr(indicator.meta, key)).strip()
    if not text:
        return BodyView()
    if _PLAIN.match(text) and not re.search(r"^\s*(?:[-+]|\d+\.)\s|https?:", text, re.MULTILINE):
        parts = (" ".join(part.split()) for part in re.split(r"\n\s*\n", text))
        return BodyView(html="\n".join(f"<p>{escape(part, quote=False)}</p>" for part in parts if part))
    place = indicator.places.get(key, Span(path=indicator.path))
    body = convert(
        text, path=indicator.path, first_line=place.line, emit=_known, lang=context.site.config.language
    )
    return BodyView(html=body.html, targets=tuple(_targets(context, indicator, body)))


def lead_of(definition: BodyView, limits: BodyView) -> str:
    """Return the first sentences of a definition that with its limits is too long to stand above the figures;
    "" for one that is not."""
    words = _words(str(definition.html))
    if len(words) + len(_words(str(limits.html))) <= _LONG:
        return ""
    lead = ""
    for sentence in re.split(r"(?<=[.!?])\s+(?=[A-Z\d(])", words):
        if lead and len(lead) + len(sentence) > _LEAD:
            break
        lead = f"{lead} {sentence}".strip()
    return lead if len(lead) <= _LONG else f"{lead[:_LEAD].rpartition(' ')[0]} …"


def _words(html: str) -> str:
    """Return the words of HTML; of what markers stand for nothing."""
    plain = re.sub(f"{MARKER.pattern}|<[^>]*>", " ", html)
    return " ".join(unescape(plain).split())


def _targets(context: Context, indicator: Indicator, body: Body) -> list[TargetView]:
    stand_in = Document(
        path=indicator.path, type="page", meta=PageMeta(), body=Body(), title="", date=None,
        slug="", slug_is_authored=False, digest="",
    )  # fmt: skip
    found = []
    for reference in body.references:
        if reference.kind == "short":
            term = context.site.glossary.get(reference.target)
            text = (term.abbreviation or term.term) if term else reference.target
            found.append(
                TargetView(href=f"{GLOSSARY}#{slugify(reference.target)}" if term else "", text=text)
            )
            continue
        target = link(context, stand_in, reference.target)
        found.append(
            TargetView(href=target.href, text=target.text or reference.text, external=target.external)
            if target
            else TargetView(href="", text=reference.text)
        )
    return found


def _known(_: object) -> None:
    """Take a finding about the text, which reading the declaration has reported."""
