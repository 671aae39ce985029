"""What planning sees of texts is not as it was: whether the plan of the last build can be amended for that.

It can where planning would decide nothing else: what is shown of these texts goes into the views that show it
(see `outputs/planning/amending.py`). Anything else needs a new plan.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cached_property
from pathlib import PurePosixPath

from obsite.content.book import BookMeta
from obsite.content.folders import BOOKS
from obsite.content.issue import IssueMeta
from obsite.diagnostics.model import Diagnostic, Span
from obsite.documents.document import Document
from obsite.engine.encoding import Encoder
from obsite.engine.kept_plan import KeptPlan
from obsite.markup.body import Body
from obsite.outputs.planning.amended_bodies import NewBody
from obsite.outputs.planning.amended_lengths import Lengths, Undecided, Whole
from obsite.outputs.planning.amending import Amendments, Change
from obsite.site.links import anchors_of
from obsite.stages.known_texts import PlaceInSite
from obsite.stages.library import Library
from obsite.stages.new_links import NewLinks
from obsite.stages.retelling import Anew

_OF_BOOKS = frozenset({*BOOKS.values(), "chapter"})  # where headings and notes are counted through
_TYPES = frozenset({"issue", "article", "page", "event"}) | _OF_BOOKS
_FEW = 20  # anchors that are not as they were; each is looked for in the whole plan


class Amending:
    """Finds out what is to be amended in a kept plan; Undecided if a new one is needed."""

    def __init__(self, kept: KeptPlan, library: Library, found: Iterable[Diagnostic]) -> None:
        self._kept = kept
        self._library = library
        self._dead_anchors = any(one.code == "dead-anchor" for one in found)

    def amendments(self, texts: Iterable[Anew]) -> Amendments:
        """Return what there is to amend for texts that are not alike."""
        pairs = [self._pair(text) for text in texts]
        links = _Links(self._kept, self._library, {now.path: now for _, now in pairs})
        changes = tuple(self._change(before, now, links) for before, now in pairs)
        wholes = tuple(self._wholes(changes))
        return Amendments(changes, wholes, dict(self._anchors_on_wholes(changes)))

    def _pair(self, text: Anew) -> tuple[Document, Document]:
        before = text.planned.document if text.planned else None
        now, place = text.now.document, self._library.place(text.words.path)
        if before is None or now is None or not place.route or not _same_for_planning(before, now):
            raise Undecided
        if place.stands and before.body.words != now.body.words:
            raise Undecided  # issues on which it stands take longer to read
        return before, now

    def _change(self, before: Document, now: Document, links: _Links) -> Change:
        place = self._library.place(now.path)
        change = Change(before=before, now=now, route=place.route)
        if _same_places(before.body, now.body):
            return change
        if len(before.body.footnotes) != len(now.body.footnotes) and not self._counts_alone(place):
            raise Undecided
        if not _same(before.body.references, now.body.references) and place.stands:
            raise Undecided  # within an issue its links lead elsewhere
        self._check_anchors(before, now, place.route)
        has_links = now.body.references or before.body.references
        targets = links.found.targets(before, now) if has_links else {}
        return replace(change, body=NewBody(before=before, now=now, targets=targets))

    def _counts_alone(self, place: PlaceInSite) -> bool:
        """Return whether the notes of a text are counted from one, and no others after them."""
        wholes = [self._library.place(path) for path in place.editions]
        return not place.stands and not any(whole.parts or whole.standing for whole in wholes)

    def _check_anchors(self, before: Document, now: Document, route: str) -> None:
        """Make sure that nobody else links to an anchor that is gone, or that is called otherwise now."""
        was, is_ = anchors_of(before), anchors_of(now)
        if was != is_ and (self._dead_anchors or _links_in_blocks(now)):
            raise Undecided
        titles = {heading.anchor: heading.text for heading in now.body.headings}
        renamed = {h.anchor for h in before.body.headings if titles.get(h.anchor) != h.text}
        gone = (was - is_) | renamed
        if len(gone) > _FEW or any(self._kept.has_named(f"{route}#{anchor}") for anchor in gone):
            raise Undecided

    def _wholes(self, changes: Iterable[Change]) -> Iterator[Whole]:
        """Yield the issues and books in which a text has another length, or other sections."""
        new = {
            change.now.path: change.now
            for change in changes
            if (change.before.body.words, change.before.body.sections)
            != (change.now.body.words, change.now.body.sections)
        }
        for path in sorted({whole for text in new for whole in self._library.place(text).editions}):
            place = self._library.place(path)
            paths = (path, *place.parts, *place.standing)
            texts = self._library.documents(paths)
            if len(texts) < len({*paths}):
                raise Undecided  # one of them is not in the cache any more
            before, now = _lengths(path, place, texts), _lengths(path, place, texts | new)
            if before != now:
                yield Whole(route=place.route, before=before, now=now)

    def _anchors_on_wholes(self, changes: Iterable[Change]) -> Iterator[tuple[str, dict[str, str]]]:
        """Yield the address of each issue that shows a text, and the anchors of all texts on its one page."""
        for path in {whole for change in changes for whole in self._library.place(change.now.path).editions}:
            place = self._library.place(path)
            routes = [self._library.place(text).route for text in (*place.parts, *place.standing)]
            yield (
                place.route,
                {route: PurePosixPath(route).name for route in routes} | {place.route: "editorial"},
            )


def _links_in_blocks(text: Document) -> bool:
    """Return whether the options of a block may name an anchor of the text itself."""
    return any("#" in block.options.model_dump_json() for block in text.body.blocks)


class _Links:
    """Links are looked up only if there is one."""

    def __init__(self, kept: KeptPlan, library: Library, new: Mapping[str, Document]) -> None:
        self._given = (kept, library, new)

    @cached_property
    def found(self) -> NewLinks:
        return NewLinks(*self._given)


def characters_with(texts: Iterable[Anew], characters: Mapping[str, int]) -> Mapping[str, int]:
    """Return how many public texts have each character beyond ASCII, given how many had.

    Undecided if there is one more or less: fonts have those that texts have.
    """
    counts = Counter(characters)
    touched: set[str] = set()
    for text in texts:
        before, now = text.planned, text.now
        if before and before.document and now.document:
            counts.subtract(set(before.document.characters))
            counts.update(set(now.document.characters))
            touched.update(before.document.characters, now.document.characters)
    if any((characters.get(char, 0) > 0) != (counts[char] > 0) for char in touched):
        raise Undecided
    return counts


def _same_for_planning(before: Document, now: Document) -> bool:
    """Return whether all is as it was but what can be put into views."""
    if before.type not in _TYPES or before.header != now.header or before.title != now.title:
        return False
    if before.body.expressions or now.body.expressions:  # numbers are known only when their tables are read
        return False
    if bool(before.summary.strip()) != bool(now.summary.strip()):
        return False  # what is said of the whole site stands in the place of nothing
    if before.type in _OF_BOOKS and not _same_places(before.body, now.body):
        return False
    return _same(_decisive(before.body), _decisive(now.body))


def _decisive(body: Body) -> Body:
    lengths = replace(body, text="", words=0, sections=())
    return replace(lengths, headings=(), anchors=(), references=(), wordless=(), footnotes=())


def _same_places(before: Body, now: Body) -> bool:
    """Return whether headings, links and notes are as they were."""
    return _same(
        *(
            (body.headings, body.anchors, body.references, body.wordless, body.footnotes)
            for body in (before, now)
        )
    )


def _same(before: object, now: object) -> bool:
    """Return whether two values are alike but for places in files."""
    encoder = Encoder(silent=(Span,))
    return encoder.encode(before) == encoder.encode(now)


def _lengths(path: str, place: PlaceInSite, texts: Mapping[str, Document]) -> Lengths:
    whole, parts = texts[path], [texts[part] for part in place.parts]
    drawn = tuple((part.title, part.body.words) for part in parts) if parts else whole.body.sections
    meta = whole.meta
    assert isinstance(meta, IssueMeta | BookMeta)
    has_other_cover = meta.cover is not None and bool(meta.cover.image or meta.cover.constellation)
    return Lengths(
        words=sum(text.body.words for text in (whole, *parts)),
        standing=sum(texts[text].body.words for text in place.standing),
        drawn=() if has_other_cover else drawn,
    )
