"""Texts with new words read with their headers, as the long way does, beside how they were read before.

That is needed where something is to be told about a text, or where more than its words can be seen elsewhere.
"""

from __future__ import annotations

import contextlib
import pickle
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from obsite.diagnostics.model import Diagnostic
from obsite.documents.authored import key_of
from obsite.documents.cache import Cache
from obsite.documents.document import Loaded
from obsite.documents.load import FileToLoad
from obsite.engine.pickling import dumps
from obsite.site.names import check_names
from obsite.stages.known_texts import KnownText, NewWords, Shelf
from obsite.stages.loading import read_text
from obsite.stages.shifting import Astray, Edited, shifted

if TYPE_CHECKING:
    from obsite.stages.outlook import Told

Read = Callable[[str], bytes | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Anew:
    """A text that was read again with its header.

    `planned` is how it was when the site was planned, `before` how it was at the last build: with the same
    outline, but other places. Neither need be known any more.
    """

    words: NewWords
    file: FileToLoad
    pickled: bytes
    now: Loaded
    planned: Loaded | None = None
    before: Loaded | None = None

    def known(self, known: KnownText) -> KnownText:
        """Return what is known of the text from now on; where it stands in the site is as it was."""
        assert self.now.document is not None
        return replace(known, file=dumps(self.file), outline=self.now.document.outline)


def read_anew(
    shelf: Shelf, digests: tuple[Mapping[str, str], Mapping[str, str]], texts: Iterable[NewWords]
) -> tuple[Anew, ...]:
    """Return texts with their headers. `digests` are those of all files at the last build, and now."""
    was, is_ = digests
    read = []
    for text in texts:
        planned: FileToLoad = pickle.loads(text.file)
        file = replace(planned, digest=is_[text.path])
        packed = read_text(shelf.root, file).loaded
        keys = [key_of(one, shelf.maker) for one in (planned, replace(planned, digest=was[text.path]))]
        read.append((Anew(words=text, file=file, pickled=packed, now=pickle.loads(packed)), keys))
    with Cache(shelf.documents) as cache:
        known: dict[str, Loaded] = cache.fetch({key for _, keys in read for key in keys})
    return tuple(replace(one, planned=known.get(keys[0]), before=known.get(keys[1])) for one, keys in read)


def keep(shelf: Shelf, texts: Iterable[Anew]) -> None:
    """Keep texts as they are now, so that it is known next time how they were."""
    with Cache(shelf.documents) as cache:
        cache.store_pickled({key_of(text.file, shelf.maker): text.pickled for text in texts})


def retold(told: Told, read: Read, texts: Iterable[Anew]) -> tuple[Diagnostic, ...] | None:
    """Return all that is found until rendering; None if that cannot be told from here."""
    spans = (span for one in told.findings for span in (one.span, *(place.span for place in one.related)))
    talked_of = {span.path for span in spans}
    edited = []
    for text in texts:
        document = text.now.document
        # Of a text about which nothing was said it need not be known how it was.
        if document is None or (document.path in talked_of and text.before is None):
            return None
        wrong: list[Diagnostic] = []
        check_names(told.names, (document,), read, wrong.append)
        edited.append(Edited(before=text.before, now=text.now, names=tuple(wrong)))
    with contextlib.suppress(Astray):
        return shifted(told.findings, edited)
    return None
