"""What was found in a site whose texts have new words, where something is to be told about these texts.

They are read with their headers, as the long way does, and compared with how they were read before.
"""

from __future__ import annotations

import contextlib
import pickle
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Protocol

from obsite.diagnostics.model import Diagnostic
from obsite.documents.authored import key_of
from obsite.documents.cache import Cache
from obsite.documents.document import Loaded
from obsite.documents.load import FileToLoad
from obsite.site.names import Names, check_names
from obsite.stages.known_texts import NewWords
from obsite.stages.loading import read_text
from obsite.stages.options import BuildOptions
from obsite.stages.shifting import Astray, Edited, shifted

if TYPE_CHECKING:
    from obsite.stages.discovery import Discovery


class Told(Protocol):
    """What was known before."""

    @property
    def files(self) -> Mapping[str, str]: ...

    @property
    def findings(self) -> tuple[Diagnostic, ...]: ...

    @property
    def names(self) -> Names: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class _Read:
    """A text with its header, and where the cache keeps it, as it was and is."""

    loaded: Loaded
    pickled: bytes
    key: str
    key_before: str


def retold(
    options: BuildOptions, discovery: Discovery, told: Told, texts: Iterable[NewWords]
) -> tuple[Diagnostic, ...] | None:
    """Return all that is found until rendering; None if that cannot be told from here."""
    read = [_read(discovery, told.files[text.path], text) for text in texts]
    with Cache(options.state / "documents.sqlite") as cache:
        before: dict[str, Loaded] = cache.fetch([text.key_before for text in read])
        cache.store_pickled({text.key: text.pickled for text in read})
    spans = (span for one in told.findings for span in (one.span, *(place.span for place in one.related)))
    talked_of = {span.path for span in spans}
    edited = []
    for text in read:
        document = text.loaded.document
        # Of a text about which nothing was said it need not be known how it was.
        if document is None or (document.path in talked_of and text.key_before not in before):
            return None
        wrong: list[Diagnostic] = []
        check_names(told.names, (document,), discovery.read, wrong.append)
        edited.append(Edited(before=before.get(text.key_before), now=text.loaded, names=tuple(wrong)))
    with contextlib.suppress(Astray):
        return shifted(told.findings, edited)
    return None


def _read(discovery: Discovery, digest_before: str, text: NewWords) -> _Read:
    file: FileToLoad = replace(pickle.loads(text.file), digest=discovery.files[text.path])
    read = read_text(discovery.place.root, file)
    makers = discovery.makers["texts"]
    return _Read(
        loaded=pickle.loads(read.loaded),
        pickled=read.loaded,
        key=key_of(file, makers),
        key_before=key_of(replace(file, digest=digest_before), makers),
    )
