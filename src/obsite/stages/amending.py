"""What planning sees of texts is not as it was: whether the plan of the last build can be amended for that.

It can where planning would decide nothing else: what is shown of these texts goes into the views that show it
(see `outputs/planning/amending.py`). Anything else needs a new plan.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from obsite.content.book import BookMeta
from obsite.content.issue import IssueMeta
from obsite.diagnostics.model import Span
from obsite.documents.document import Document
from obsite.engine.encoding import Encoder
from obsite.markup.body import Body
from obsite.outputs.planning.amended_lengths import Lengths, Whole
from obsite.outputs.planning.amending import Amendments, Change, Undecided
from obsite.stages.known_texts import PlaceInSite
from obsite.stages.library import Library
from obsite.stages.retelling import Anew

_TYPES = frozenset({"issue", "article", "page", "event", "guide", "report", "chapter"})


def amendments_for(texts: Iterable[Anew], library: Library) -> Amendments:
    """Return what there is to amend for texts that are not alike; Undecided if a new plan is needed."""
    changes = tuple(_change(text, library) for text in texts)
    return Amendments(changes, tuple(_wholes(changes, library)))


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


def _change(text: Anew, library: Library) -> Change:
    before = text.planned.document if text.planned else None
    now, place = text.now.document, library.place(text.words.path)
    if before is None or now is None or not place.route or not _same_for_planning(before, now):
        raise Undecided
    if place.stands and before.body.words != now.body.words:
        raise Undecided  # issues on which it stands take longer to read
    return Change(before=before, now=now, route=place.route)


def _same_for_planning(before: Document, now: Document) -> bool:
    """Return whether all is as it was but what can be put into views."""
    if before.type not in _TYPES or before.header != now.header or before.title != now.title:
        return False
    if before.body.expressions or now.body.expressions:  # numbers are known only when their tables are read
        return False
    if bool(before.summary.strip()) != bool(now.summary.strip()):
        return False  # what is said of the whole site stands in the place of nothing
    encoder = Encoder(silent=(Span,))
    return encoder.encode(_decisive(before.body)) == encoder.encode(_decisive(now.body))


def _decisive(body: Body) -> Body:
    sections = tuple((title, 0) for title, _ in body.sections)
    return replace(body, text="", words=0, sections=sections)


def _wholes(changes: Iterable[Change], library: Library) -> Iterator[Whole]:
    """Yield the issues and books in which a text has another length."""
    new = {
        change.now.path: change.now
        for change in changes
        if (change.before.body.words, change.before.body.sections)
        != (change.now.body.words, change.now.body.sections)
    }
    for path in sorted({edition for text in new for edition in library.place(text).editions}):
        place = library.place(path)
        paths = (path, *place.parts, *place.standing)
        texts = library.documents(paths)
        if len(texts) < len({*paths}):
            raise Undecided  # one of them is not in the cache any more
        before, now = _lengths(path, place, texts), _lengths(path, place, texts | new)
        if before != now:
            yield Whole(route=place.route, before=before, now=now)


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
