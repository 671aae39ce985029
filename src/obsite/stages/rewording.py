"""The short way of a build: nothing but words within a few texts changed, so the last plan holds.

What may be seen of a text elsewhere (its title, headings, links, blocks, length ...) has a digest, its
outline. As long as files, outlines and everything around them are as they were, only tasks that show the
changed texts are made again. Whatever else there is to do, or to tell, is left to the long way.
"""

from __future__ import annotations

import contextlib
import pickle
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from obsite.diagnostics.findings import Findings
from obsite.diagnostics.model import Diagnostic
from obsite.documents.authored import Authored, key_of
from obsite.documents.cache import Cache
from obsite.documents.document import Document, Loaded
from obsite.documents.load import FileToLoad
from obsite.engine.kept_plan import KeptPlan, KeptText, Unusable, keep_plan
from obsite.engine.manifest import Files
from obsite.engine.memo import Memo, Packed
from obsite.engine.pickling import dumps
from obsite.engine.seal import sealed
from obsite.engine.spell import now, spell_since
from obsite.engine.task import Task
from obsite.site.names import Names, check_names
from obsite.stages.loading import passages_key, read_text
from obsite.stages.options import BuildOptions, Progress
from obsite.stages.publishing import render_part
from obsite.stages.report import BuildReport
from obsite.stages.shifting import Astray, Edited, shifted

if TYPE_CHECKING:
    from obsite.site.site import Site
    from obsite.stages.discovery import Discovery

_TOLD = 3  # edits that `why` names
_FEW = 100  # texts; with more, the long way has all processes read them


@dataclass(frozen=True, slots=True, kw_only=True)
class Basis:
    """What a plan was made from, but for the texts, and what was found until then."""

    digest: str  # of everything together
    frame: str  # of everything but content/
    files: Mapping[str, str]  # path -> digest
    findings: tuple[Diagnostic, ...]
    severities: Mapping[str, str]  # those that the site's owner chose
    names: Names


@dataclass(frozen=True, slots=True, kw_only=True)
class Reworded:
    """A text with new words and the old outline. One in an issue is read together with others."""

    before: FileToLoad
    file: FileToLoad
    document: Document
    loaded: Loaded
    kept: bytes  # the same, as the cache keeps it
    names: tuple[Diagnostic, ...]  # that are not written as the site writes them
    passages: Packed
    in_issue: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Groundwork:
    """All that has to be known of a plan to tell later whether it still holds."""

    basis: Basis
    texts: tuple[KeptText, ...]


def groundwork_of(
    discovery: Discovery, authored: Authored, site: Site, found: Iterable[Diagnostic]
) -> Groundwork:
    """Return what a plan stands on. `found` are the findings of all stages before rendering."""
    in_issues = {text.path for issue in site.issues for text in issue.texts}
    documents = {document.path: document for document in authored.documents}
    basis = Basis(
        digest=discovery.digest,
        frame=discovery.frame,
        files=dict(discovery.files),
        findings=tuple(found),
        severities=authored.config.diagnostics,
        names=Names(people=authored.people, glossary=authored.glossary),
    )
    known = ((file, documents[file.path]) for file in authored.texts if file.path in documents)
    texts = (_kept(file, document, document.path in in_issues) for file, document in known)
    return Groundwork(basis=basis, texts=tuple(texts))


def remember(discovery: Discovery, tasks: tuple[Task, ...], groundwork: Groundwork) -> None:
    """Keep a plan that was published, so that the next build may go the short way."""
    if (known := _basis(discovery)) and known.digest == discovery.digest:
        return
    keep_plan(_path(discovery), tasks, dumps(groundwork.basis), groundwork.texts)


def edits_since(discovery: Discovery) -> list[list[str]]:
    """Return what was edited since the last published build, as reasons: a few, and the count of more."""
    basis = _basis(discovery)
    was, now = (basis.files if basis else discovery.files), discovery.files
    rows = [
        ["edit", path, "removed" if path not in now else "changed" if path in was else "added"]
        for path in sorted({*was, *now})
        if was.get(path) != now.get(path)
    ]
    more = len(rows) - _TOLD
    return [*rows[:_TOLD], ["edit", str(more), "more"]] if more > 0 else rows


def reword(options: BuildOptions, discovery: Discovery, progress: Progress) -> BuildReport | None:
    """Return the report of a build that only had new words to show; None if that is not all."""
    with contextlib.suppress(Unusable), contextlib.closing(KeptPlan(_path(discovery))) as kept:
        basis: Basis = pickle.loads(kept.basis)
        changed = _changed(discovery, basis)
        before = sealed(discovery.place, basis.digest) if changed else None
        if before is None:
            return None
        progress.stage("Reading", len(changed))
        texts = _read(discovery, kept, basis, changed, progress)
        if texts is None or (found := _found(options, discovery, basis, texts)) is None:
            return None
        _store(options, discovery, texts)
        words = {text.document.path: text.document.passages for text in texts}
        findings = Findings(found, basis.severities)
        report = render_part(options, discovery, kept.tasks_showing(words), findings, progress, before)
        if report is not None:
            renewed = replace(basis, digest=discovery.digest, files=dict(discovery.files), findings=found)
            rows = [_kept(text.file, text.document, text.in_issue) for text in texts]
            kept.renew(dumps(renewed), rows)
        return report
    return None


def _path(discovery: Discovery) -> Path:
    place = discovery.place
    return Files(place.state, place.root, place.output).plan


def _basis(discovery: Discovery) -> Basis | None:
    with contextlib.suppress(Unusable), contextlib.closing(KeptPlan(_path(discovery))) as kept:
        basis: Basis = pickle.loads(kept.basis)
        return basis
    return None


def _kept(file: FileToLoad, document: Document, in_issue: bool) -> KeptText:
    """Return what is known of a text; what it claims matters only among other texts."""
    data = dumps((file, document.outline, document.claims if in_issue else ""))
    return KeptText(path=file.path, digest=document.passages, data=data)


def _changed(discovery: Discovery, basis: Basis) -> list[str]:
    """Return the files that are not as they were; none if anything else is different."""
    if basis.frame != discovery.frame or basis.files.keys() != discovery.files.keys():
        return []
    changed = [path for path, digest in discovery.files.items() if basis.files[path] != digest]
    return changed if len(changed) <= _FEW else []


def _read(
    discovery: Discovery, kept: KeptPlan, basis: Basis, changed: list[str], progress: Progress
) -> tuple[Reworded, ...] | None:
    """Return the changed texts; None if one of them is no text, or has more than other words."""
    known = kept.texts(changed)
    texts = []
    for path in changed:
        started = now()
        text = _reworded(discovery, known[path], basis.names) if path in known else None
        progress.spent("text", path, spell_since(started))
        progress.advance(1)
        if text is None:
            return None
        texts.append(text)
    return tuple(texts)


def _reworded(discovery: Discovery, known: KeptText, names: Names) -> Reworded | None:
    before, outline, claims = pickle.loads(known.data)
    file = replace(before, digest=discovery.files[before.path])
    read = read_text(discovery.place.root, file)
    loaded: Loaded = pickle.loads(read.loaded)
    document = loaded.document
    if document is None or document.outline != outline:
        return None
    if claims and document.claims != claims:
        return None
    if document.body.expressions and (names.people or names.glossary):
        return None  # names are looked for when numbers are in their places, which needs the data
    wrong: list[Diagnostic] = []
    check_names(names, (document,), discovery.read, wrong.append)
    return Reworded(
        before=before,
        file=file,
        document=document,
        loaded=loaded,
        kept=read.loaded,
        names=tuple(wrong),
        passages=read.passages,
        in_issue=bool(claims),
    )


def _found(
    options: BuildOptions, discovery: Discovery, basis: Basis, texts: Iterable[Reworded]
) -> tuple[Diagnostic, ...] | None:
    """Return what was found until rendering, with the new words; None if that cannot be told from here."""
    keys = {text.file.path: key_of(text.before, discovery.makers["texts"]) for text in texts}
    with Cache(options.state / "documents.sqlite") as cache:
        known: dict[str, Loaded] = cache.fetch(keys.values())
    if len(known) < len(keys):
        return None
    edited = [Edited(before=known[keys[text.file.path]], now=text.loaded, names=text.names) for text in texts]
    with contextlib.suppress(Astray):
        return shifted(basis.findings, edited)
    return None


def _store(options: BuildOptions, discovery: Discovery, texts: tuple[Reworded, ...]) -> None:
    """Put texts where the long way would look for them, and renderers do."""
    keys = {text.document.path: key_of(text.file, discovery.makers["texts"]) for text in texts}
    with Cache(options.state / "documents.sqlite") as cache:
        cache.store_pickled({keys[text.document.path]: text.kept for text in texts})
    with Memo(discovery.place.memo_file, discovery.makers["data"]) as memo:
        for text in texts:
            memo.keep(passages_key(keys[text.document.path]), text.passages)
