"""The short way of a build: nothing but words within a few texts changed, so the last plan holds.

What may be seen of a text elsewhere (its title, headings, links, blocks, length ...) has a digest, its
outline. As long as files, outlines and everything around them are as they were, only tasks that show the
changed texts are made again. With another outline the plan may still hold but for what is shown of the text
(see `amending`). Whatever else there is to do is left to the long way.

No model of front matter is imported for this, since that takes longer than all the rest, unless an outline
changed or there is something to tell about one of the texts (see `retelling`).
"""

from __future__ import annotations

import contextlib
import pickle
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from obsite.diagnostics.findings import Findings
from obsite.diagnostics.model import Diagnostic
from obsite.documents.document import Document
from obsite.engine.kept_plan import KeptPlan, KeptText, Unusable, keep_plan
from obsite.engine.manifest import Files
from obsite.engine.memo import Memo
from obsite.engine.pickling import dumps
from obsite.engine.seal import sealed
from obsite.engine.spell import now, spell_since
from obsite.engine.task import Task
from obsite.site.names import Names, check_names
from obsite.stages.known_texts import (
    ADDRESSES,
    KnownText,
    NewWords,
    PlaceInSite,
    Shelf,
    known_text,
    new_words,
)
from obsite.stages.options import DOCUMENTS, BuildOptions, Progress
from obsite.stages.outlook import Look, Outlook, outlook_of
from obsite.stages.publishing import render_part
from obsite.stages.report import BuildReport

if TYPE_CHECKING:
    from obsite.documents.authored import Authored
    from obsite.documents.load import FileToLoad
    from obsite.site.site import Site
    from obsite.stages.discovery import Discovery

_TOLD = 3  # edits that `why` names
_HIDDEN = PlaceInSite()
_FEW = 100  # texts, or a twentieth of a large site's: with more, the long way has all processes read them


@dataclass(frozen=True, slots=True, kw_only=True)
class Basis:
    """What a plan was made from, but for the texts, and what was found until then."""

    digest: str  # of everything together
    frame: str  # of everything but content/
    files: Mapping[str, str]  # path -> digest
    findings: tuple[Diagnostic, ...]
    severities: Mapping[str, str]  # those that the site's owner chose
    names: Names
    maker: str  # what read the texts
    characters: Mapping[str, int]  # beyond ASCII -> the number of public texts with it


@dataclass(frozen=True, slots=True, kw_only=True)
class Groundwork:
    """All that has to be known of a plan to tell later whether it still holds."""

    basis: Basis
    texts: tuple[KeptText, ...]
    addresses: bytes  # for links that are new, see `new_links`


def groundwork_of(
    discovery: Discovery, authored: Authored, site: Site, found: Iterable[Diagnostic]
) -> Groundwork:
    """Return what a plan stands on. `found` are the findings of all stages before rendering."""
    in_issues = {text.path for issue in site.issues for text in issue.texts}
    places = _places_in(site)
    documents = {document.path: document for document in authored.documents}
    basis = Basis(
        digest=discovery.digest,
        frame=discovery.frame,
        files=dict(discovery.files),
        findings=tuple(found),
        severities=authored.config.diagnostics,
        names=Names(people=authored.people, glossary=authored.glossary),
        maker=discovery.makers["texts"],
        characters=Counter(chain.from_iterable(text.characters for text in site.documents.values())),
    )
    known = ((file, documents[file.path]) for file in authored.texts if file.path in documents)
    texts = (
        _kept(file, document, places.get(file.path, _HIDDEN), in_issue=file.path in in_issues)
        for file, document in known
    )
    return Groundwork(basis=basis, texts=tuple(texts), addresses=_addresses(site, authored))


def _addresses(site: Site, authored: Authored) -> bytes:
    """Return all that a link may lead to in the site, but for texts: these are known by themselves."""
    assert site.addresses is not None
    written = {file.path for file in authored.texts}
    others = frozenset(path for path in site.documents if path not in written)
    return dumps((replace(site.addresses, documents={}, routes={}), others))


def remember(discovery: Discovery, tasks: tuple[Task, ...], groundwork: Groundwork) -> None:
    """Keep a plan that was published, so that the next build may go the short way."""
    if (known := _basis(discovery)) and known.digest == discovery.digest:
        return
    keep_plan(
        _path(discovery), tasks, dumps(groundwork.basis), groundwork.texts, {ADDRESSES: groundwork.addresses}
    )


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
        stored = kept.texts(changed)
        known: dict[str, KnownText] = {path: pickle.loads(text.data) for path, text in stored.items()}
        look = Look(told=basis, known=known, digests=discovery.files, read=discovery.read, kept=kept)
        texts = _read(look, changed, progress)
        outlook = outlook_of(look, _shelf(options, discovery), texts) if texts is not None else None
        if texts is None or outlook is None:
            return None
        words = {text.path: text.passages.digest for text in texts}
        tasks = outlook.tasks(kept, words)
        if outlook.amendments and not tasks:
            return None
        _store(discovery, texts)
        findings = Findings(outlook.findings, basis.severities)
        report = render_part(options, discovery, tasks, findings, progress, before)
        if report is not None:
            renewed = [outlook.renewed(stored[path], known[path], words[path]) for path in words]
            kept.renew(_renewed(discovery, basis, outlook), renewed, tasks if outlook.amendments else ())
        return report
    return None


def _shelf(options: BuildOptions, discovery: Discovery) -> Shelf:
    return Shelf(root=options.root, documents=options.state / DOCUMENTS, maker=discovery.makers["texts"])


def _renewed(discovery: Discovery, basis: Basis, outlook: Outlook) -> bytes:
    renewed = replace(
        basis,
        digest=discovery.digest,
        files=dict(discovery.files),
        findings=outlook.findings,
        characters=outlook.characters,
    )
    return dumps(renewed)


def _path(discovery: Discovery) -> Path:
    place = discovery.place
    return Files(place.state, place.root, place.output).plan


def _basis(discovery: Discovery) -> Basis | None:
    with contextlib.suppress(Unusable), contextlib.closing(KeptPlan(_path(discovery))) as kept:
        basis: Basis = pickle.loads(kept.basis)
        return basis
    return None


def _places_in(site: Site) -> dict[str, PlaceInSite]:
    """Return where each public text is, by path."""
    of_parts: dict[str, list[str]] = {}
    for whole in site.editions:
        for part in whole.parts:
            of_parts.setdefault(part.path, []).append(whole.document.path)
    wholes = {
        whole.document.path: PlaceInSite(
            route=whole.route,
            title=whole.document.title,
            editions=(whole.document.path,),
            parts=tuple(part.path for part in whole.parts),
            standing=tuple(text.path for text in whole.standing),
        )
        for whole in site.editions
    }
    stand = {text.path for whole in site.editions for text in whole.standing}
    return wholes | {
        path: PlaceInSite(
            route=site.routes[path],
            title=document.title,
            editions=tuple(of_parts.get(path, ())),
            stands=path in stand,
        )
        for path, document in site.documents.items()
        if path not in wholes
    }


def _kept(file: FileToLoad, document: Document, place: PlaceInSite, *, in_issue: bool) -> KeptText:
    """Return what is known of a text; what it claims matters only among other texts."""
    known = known_text(document, dumps(file), file.lang, place, in_issue=in_issue)
    return KeptText(path=file.path, digest=document.passages, data=dumps(known))


def _changed(discovery: Discovery, basis: Basis) -> list[str]:
    """Return the files that are not as they were; none if anything else is different."""
    if basis.frame != discovery.frame or basis.files.keys() != discovery.files.keys():
        return []
    changed = [path for path, digest in discovery.files.items() if basis.files[path] != digest]
    return changed if len(changed) <= max(_FEW, len(discovery.files) // 20) else []


def _read(look: Look, changed: list[str], progress: Progress) -> tuple[NewWords, ...] | None:
    """Return the changed texts; None if one of them is no text, or has more than other words."""
    texts = []
    for path in changed:
        started = now()
        text = _reworded(look, path) if path in look.known else None
        progress.spent("text", path, spell_since(started))
        progress.advance(1)
        if text is None:
            return None
        texts.append(text)
    return tuple(texts)


def _reworded(look: Look, path: str) -> NewWords | None:
    data, names = look.read(path), look.told.names
    text = new_words(look.known[path], data) if data is not None else None
    if text is None or not (names.people or names.glossary):
        return text
    if text.body.expressions:
        return None  # names are looked for when numbers are in their places, which needs the data
    wrong: list[Diagnostic] = []
    check_names(names, (_headless(text),), look.read, wrong.append)
    return replace(text, diagnostics=(*text.diagnostics, *wrong))


def _headless(text: NewWords) -> Document:
    """Return a document with a text in it and nothing else: its header is as it was."""
    from obsite.content.front_matter import FrontMatter  # models take long to import

    return Document(
        path=text.path,
        type="",
        meta=FrontMatter(),
        body=text.body,
        title="",
        date=None,
        slug="",
        slug_is_authored=False,
        digest="",
    )


def _store(discovery: Discovery, texts: tuple[NewWords, ...]) -> None:
    """Put words where renderers look for them. The next long way reads these texts once more."""
    with Memo(discovery.place.memo_file, discovery.makers["data"]) as memo:
        for text in texts:
            memo.keep(("words", text.path), text.passages)
