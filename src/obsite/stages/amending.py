"""What planning sees of texts is not as it was: whether the plan of the last build can be amended for that.

It can where planning would decide nothing else: what is shown of these texts goes into the views that show it
(see `outputs/planning/amending.py`). Anything else needs a new plan.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace

from obsite.diagnostics.model import Span
from obsite.documents.document import Document
from obsite.engine.encoding import Encoder
from obsite.markup.body import Body
from obsite.outputs.planning.amending import Change
from obsite.stages.known_texts import KnownText
from obsite.stages.retelling import Anew

_TYPES = frozenset({"issue", "article", "page", "event"})


def changes_of(
    texts: Iterable[Anew], known: Mapping[str, KnownText], characters: Mapping[str, int]
) -> tuple[tuple[Change, ...], Mapping[str, int]] | None:
    """Return what there is to amend for texts that are not alike, and the characters there are with them.

    None if a new plan is needed. `characters` says how many public texts have each character beyond ASCII.
    """
    changes = []
    counts = Counter(characters)
    for text in texts:
        before = text.planned.document if text.planned else None
        now, place = text.now.document, known[text.words.path].place
        if before is None or now is None or not place.route or not _same_for_planning(before, now):
            return None
        counts.subtract(set(before.characters))
        counts.update(set(now.characters))
        changes.append(Change(before=before, now=now, route=place.route))
    there = (char for change in changes for char in (*change.before.characters, *change.now.characters))
    if any((characters.get(char, 0) > 0) != (counts[char] > 0) for char in there):
        return None  # fonts have the characters that texts have
    return tuple(changes), counts


def _same_for_planning(before: Document, now: Document) -> bool:
    """Return whether all is as it was but what can be put into views."""
    if before.type not in _TYPES or before.header != now.header or before.title != now.title:
        return False
    if (
        before.body.expressions or now.body.expressions
    ):  # numbers stand in places that are known after planning
        return False
    encoder = Encoder(silent=(Span,))
    return encoder.encode(_decisive(before.body)) == encoder.encode(_decisive(now.body))


def _decisive(body: Body) -> Body:
    return replace(body, text="")
