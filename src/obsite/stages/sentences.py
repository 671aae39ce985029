"""What `obsite why` says of an output, in words that an editor uses."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby
from pathlib import PurePosixPath

from obsite.config import TEMPLATES_FOLDER
from obsite.engine.why import Explanation, Reason

Nouns = dict[str, tuple[str, ...]]  # what files are called, by how their names end

_SHOWN, _FEW = (
    3,
    1,
)  # names of a kind before the rest is counted; of the theme's files, which editors know less
_PICTURES = (".svg", ".png", ".jpg", ".jpeg", ".webp", ".gif", ".avif")
_TABLES = (".csv", ".tsv", ".xlsx", ".parquet", ".json")
_SOURCES: Nouns = {"text": (".md",), "table": _TABLES, "picture": _PICTURES, "map": (".geojson", ".topojson")}
_THEME: Nouns = {
    "template": (".html", ".xml"),
    "style sheet": (".css",),
    "script": (".js",),
    "font": (".woff2", ".woff", ".ttf", ".otf"),
    "drawing": (".svg",),
    "words in": (".yaml", ".yml"),
}
_PIECES = ("blocks/", "macros/", "print/blocks/", "print/macros/", "print/parts/")  # of templates
_COPIES = ("copy", "font", "styles", "script")  # formats that show nothing of texts
_OF_ALL = "site.yaml and what the texts of the site say of themselves: titles, dates, addresses"
_AFTER = {"PDF": ", which it offers", "drawing": ", which it shows", "table": ", which it offers"}
_OUTPUTS: Nouns = {"PDF": (".pdf",), "drawing": _PICTURES, "table": _TABLES, "page": (".html",)}

# What fields of views are called where their own name says too little.
_FIELDS = {
    "shapes.digest": "its shapes", "digest": "figures that it shows", "partition": "figures that it shows",
    "frame": "what stands around it (titles, links, descriptions for search engines)",
    "light": "the colours of the theme", "dark": "the colours of the theme",
    "colours": "the colours of the theme", "fonts": "the fonts of the theme",
    "body": "its text", "article": "its text", "intro": "its introduction",
    "previous": "what comes before it", "next": "what comes after it", "children": "the pages below it",
    "contents": "its table of contents", "mentioned": "the list of texts that mention it",
    "upcoming": "the list of coming events", "past": "the list of past events",
    "as_of": "the day it is built for",
    "years": "the list of issues", "earlier": "the list of earlier issues", "latest": "the latest issue",
    "alt": "its description in words", "standfirst": "its description", "minutes": "its length",
    "route": "its address", "root": "its address", "base_url": "the address of the site",
    "lang": "its language",
    "characters": "the characters that the site uses", "parts": "its parts on paper",
    "sheets": "the style sheets",
    "standing": "the pages at its end", "opening": "the text at its beginning", "lettering": "its lettering",
    "words": "the words of the interface", "doors": "the ways into it", "toc": "its table of contents",
}  # fmt: skip


_PLAIN = {
    "new": ("it", "was new"),
    "file": ("its file", "was missing or had been changed by someone else"),
    "maker": ("obsite or a library that it uses", "changed"),
    "view": ("it", "became another kind of page"),
    "stored": ("figures that it shows", "changed"),
    "state": ("figures that it shows", "changed"),
}


def made_from(told: Explanation, is_own: Callable[[str], bool]) -> str:
    """Return one sentence on what an output was made from; `is_own` knows templates of the site itself."""
    templates = sorted(told.templates, key=_standing)
    own = [f"{TEMPLATES_FOLDER}/{name}" for name in templates if is_own(name)]
    shipped = list(_kinds(_THEME, [name for name in templates if not is_own(name)], _FEW))
    authored = list(_kinds(_SOURCES, (*told.sources, *told.files)))
    parts = [
        *(authored or ([] if told.computed or told.format in _COPIES else [_OF_ALL])),
        *(["figures computed from the tables"] if told.computed else []),
        *_kinds(_THEME, own),
        *([f"{_joined(shipped)} of the theme"] if shipped else []),
        *_kinds(_OUTPUTS, [name for name in told.outputs if not _is_double(name, told.outputs)]),
    ]
    return f"{told.output} is made from {'; '.join(parts)}."


def _standing(template: str) -> tuple[bool, int, bool, str]:
    """Return the order of templates: a page's own lies at the top or in print/, its pieces deeper."""
    return template.startswith(_PIECES), template.count("/"), template == "base.html", template


def _is_double(output: str, outputs: Sequence[str]) -> bool:
    """Return whether a drawing is another's form for narrow screens."""
    return output.replace(".narrow.", ".") in outputs and ".narrow." in output


def made_because(told: Explanation) -> str:
    """Return one sentence on what changed when an output was made the last time."""
    return f"It was last made because {because(told.reasons)}."


def because(reasons: Iterable[Reason]) -> str:
    """Return reasons as part of a sentence: what an editor has touched before what follows from it."""
    reasons = list(reasons)
    edits = [reason for reason in reasons if reason.kind == "edit"]
    phrases = list(dict.fromkeys(_phrases(sorted(reasons, key=_rank))))
    shown, rest = phrases[:_SHOWN], phrases[_SHOWN:]
    clauses = [
        f"{_joined([subject for subject, _ in group])} {deed}"
        for deed, group in groupby(shown, key=lambda phrase: phrase[1])
    ]
    if rest:
        clauses.append(f"{len(rest)} more {'thing' if len(rest) == 1 else 'things'} changed")
    return f"{_joined(clauses)}{_after(edits)}"


def _after(edits: Sequence[Reason]) -> str:
    """Return what was edited, where an output shows only what follows from it."""
    deeds = {"added": "put in", "removed": "removed", "changed": "edited"}
    names = [f"{edit.name} more files" if edit.how == "more" else edit.name for edit in edits]
    done = {deeds.get(edit.how, "edited") for edit in edits if edit.how != "more"}
    deed = done.pop() if len(done) == 1 else "edited, put in or removed"
    was = "was" if len(edits) == 1 else "were"
    return f", after {_joined(names)} {was} {deed}" if edits else ""


def _rank(reason: Reason) -> int:
    order = (
        "new",
        "file",
        "maker",
        "text",
        "source",
        "template",
        "absent",
        "stored",
        "state",
        "output",
        "facts",
        "field",
    )
    return order.index(reason.kind) if reason.kind in order else len(order)


def _phrases(reasons: Sequence[Reason]) -> Iterator[tuple[str, str]]:
    """Yield what did what, such as ("the text content/about.md", "changed")."""
    fields = {reason.name for reason in reasons if reason.kind == "field"}
    texts = any(reason.kind == "text" for reason in reasons)
    known = {reason.name for reason in reasons if reason.kind == "template"}
    for reason in (reason for reason in reasons if reason.kind != "edit"):
        name = reason.name.rpartition(".")[2]
        follows = reason.kind == "field" and (
            (name in {"frame", "root"} and len(fields) > 1) or (name in {"body", "article"} and texts)
        )
        if not follows and not (reason.kind == "absent" and reason.name in known):
            yield _phrase(reason)


def _phrase(reason: Reason) -> tuple[str, str]:
    deed = {"added": "came in", "removed": "was dropped"}.get(reason.how, "changed")
    if reason.kind in _PLAIN:
        return _PLAIN[reason.kind]
    if reason.kind == "field":
        return _field(reason.name), "changed"
    if reason.kind == "absent":
        return f"the template {reason.name}", "was removed" if reason.how == "added" else "was put in"
    nouns = {"template": _THEME, "output": _OUTPUTS, "facts": _OUTPUTS}.get(reason.kind, _SOURCES)
    return f"the {_noun(nouns, reason.name)} {reason.name}", deed


def _field(name: str) -> str:
    last = name.rpartition(".")[2]
    plain = last.replace("_", " ") or "content"
    return _FIELDS.get(name) or _FIELDS.get(last) or f"its {plain.removesuffix(' route')}"


def _kinds(nouns: Nouns, names: Sequence[str], most: int = _SHOWN) -> Iterator[str]:
    """Yield for each kind of file a phrase such as "the fonts a, b and 2 more"."""
    for noun in (*nouns, "file"):
        if some := [name for name in names if _noun(nouns, name) == noun]:
            after = _AFTER.get(noun, "") if nouns is _OUTPUTS else ""
            plural = noun if noun.startswith("words") or len(some) == 1 else f"{noun}s"
            yield f"the {plural} {_listed(some, most)}{after}"


def _noun(nouns: Nouns, name: str) -> str:
    suffix = PurePosixPath(name).suffix.lower()
    return next((noun for noun, suffixes in nouns.items() if suffix in suffixes), "file")


def _listed(names: Sequence[str], most: int) -> str:
    if len(names) > most + 1:
        return f"{', '.join(names[:most])} and {len(names) - most} more"
    return _joined(names)


def _joined(phrases: Sequence[str]) -> str:
    return " and ".join([", ".join(phrases[:-1]), phrases[-1]] if len(phrases) > 1 else phrases)
