"""Where the links of texts lead that were read anew: found as `site/links.py` finds it, without a site.

Only what leads somewhere is told here. What there is to report, or to make, needs a new plan.
"""

from __future__ import annotations

import pickle
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from obsite.diagnostics.model import Diagnostic
from obsite.documents.aligning import same_references
from obsite.documents.document import Document
from obsite.engine.kept_plan import KeptPlan
from obsite.outputs.planning.amended_bodies import Targets
from obsite.outputs.planning.amended_lengths import Undecided
from obsite.site.links import Addresses, resolve_references
from obsite.site.routes import GLOSSARY
from obsite.site.target import Target
from obsite.stages.known_texts import ADDRESSES
from obsite.stages.library import Library

_LINKS = frozenset({"link", "short", "remote"})
# Texts that do not show which others link to them.
_SILENT = frozenset({"issue", "article", "page", "guide", "report", "chapter"})


class NewLinks:
    """The links of texts as they were and are. `new` are the texts that were read anew, by path."""

    def __init__(self, kept: KeptPlan, library: Library, new: Mapping[str, Document]) -> None:
        addresses: Addresses
        addresses, others = pickle.loads(kept.more(ADDRESSES))
        self._library = library
        self._others = others
        self._was = replace(addresses, **_texts(library, others, {}))
        self._is = replace(addresses, **_texts(library, others, new))

    def targets(self, before: Document, now: Document) -> Targets:
        """Return where links lead that are new or lead elsewhere; Undecided if that shows elsewhere."""
        same = same_references(before.body, now.body)
        left = {one.index for one in before.body.references} - {*same.values()}
        added = {one.index for one in now.body.references} - {*same}
        # What names no anchor leads where it led before.
        own = {index: was for index, was in same.items() if "#" in now.body.references[index].target}
        was, told_before = _resolved(before, left | {*own.values()}, self._was)
        is_, told = _resolved(now, added | {*own}, self._is)
        if any(told[index] for index in added):
            raise Undecided
        if any(told[index] != told_before[own[index]] for index in own):
            raise Undecided
        known = {index: was[own[index]] for index in own}
        others = {index: target for index, target in is_.items() if index in added or target != known[index]}
        links = [before.body.references[index] for index in left]
        links += [now.body.references[index] for index in added]
        if not {one.kind for one in links} <= _LINKS:
            raise Undecided
        if not all(self._is_silent(target) for target in {*was.values()} ^ {*is_.values()} if target):
            raise Undecided
        return others

    def _is_silent(self, target: Target) -> bool:
        """Return whether nothing but the text itself shows that it links there."""
        if target.external or target.href.startswith(("#", GLOSSARY)):
            return True
        document = self._library.document(target.path) if target.path else None
        if document is not None:
            return document.type in _SILENT
        made = {*self._was.made.values()}
        return target.path not in self._others and target.href.partition("#")[0] not in made


def _resolved(
    document: Document, wanted: Iterable[int], addresses: Addresses
) -> tuple[dict[int, Target | None], dict[int, list[tuple[str, str]]]]:
    """Return where some references of a text lead, and what is found about each, by index."""
    references = tuple(document.body.references[index] for index in sorted(wanted))
    places = {one.span: one.index for one in references}
    told: dict[int, list[tuple[str, str]]] = {one.index: [] for one in references}
    found: list[Diagnostic] = []
    only = replace(document, body=replace(document.body, references=references))
    targets = resolve_references(only, addresses, found.append)
    for one in found:
        told[places[one.span]].append((one.code, one.message))
    return {one.index: target for one, target in zip(references, targets, strict=True)}, told


def _texts(library: Library, others: frozenset[str], new: Mapping[str, Document]) -> dict[str, Any]:
    return {"documents": _Documents(library, others, new), "routes": _Routes(library)}


class _Documents(Mapping[str, Document]):
    """The public texts of a site, by path."""

    def __init__(self, library: Library, others: frozenset[str], new: Mapping[str, Document]) -> None:
        self._library = library
        self._others = others  # made from data, without a file
        self._new = new

    def __getitem__(self, path: str) -> Document:
        document = self._new.get(path) or self._library.document(path)
        if document is None:
            if path in self._others or self._library.place(path).route:
                raise Undecided  # it is there, but not known
            raise KeyError(path)
        if document.body.expressions or document.type in {"region", "sector"}:
            raise Undecided  # it has other titles than its file
        return replace(document, title=self._library.place(path).title)

    def __iter__(self) -> Iterator[str]:
        raise Undecided  # all texts are looked at to say what a link might have meant

    def __len__(self) -> int:
        raise Undecided


class _Routes(Mapping[str, str]):
    """The addresses of public texts, by path."""

    def __init__(self, library: Library) -> None:
        self._library = library

    def __getitem__(self, path: str) -> str:
        return self._library.place(path).route

    def __iter__(self) -> Iterator[str]:
        raise Undecided

    def __len__(self) -> int:
        raise Undecided
