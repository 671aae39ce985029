"""The texts of the plan that was kept, as they were then: fetched from the cache when they are asked for."""

from __future__ import annotations

import pickle
from collections.abc import Iterable

from obsite.documents.authored import key_of
from obsite.documents.cache import Cache
from obsite.documents.document import Document, Loaded
from obsite.documents.load import FileToLoad
from obsite.engine.kept_plan import KeptPlan
from obsite.stages.known_texts import KnownText, PlaceInSite, Shelf


class Library:
    """All texts of a kept plan."""

    def __init__(self, kept: KeptPlan, shelf: Shelf) -> None:
        self._kept = kept
        self._shelf = shelf
        self._known: dict[str, KnownText | None] = {}
        self._documents: dict[str, Document | None] = {}

    def place(self, path: str) -> PlaceInSite:
        """Return where a text is."""
        self._look_up([path])
        known = self._known[path]
        return known.place if known else PlaceInSite()

    def document(self, path: str) -> Document | None:
        """Return a text; None if it is not public, or not there."""
        return self.documents([path]).get(path)

    def documents(self, paths: Iterable[str]) -> dict[str, Document]:
        """Return those of some texts that are public and whose documents are still known."""
        wanted = list(paths)
        self._look_up(wanted)
        keys = {}
        for path in wanted:
            known = self._known[path]
            if path not in self._documents and known and known.place.route:
                file: FileToLoad = pickle.loads(known.file)
                keys[path] = key_of(file, self._shelf.maker)
        if keys:
            with Cache(self._shelf.documents) as cache:
                found: dict[str, Loaded] = cache.fetch(keys.values())
            self._documents |= {
                path: found[key].document if key in found else None for path, key in keys.items()
            }
        return {path: document for path in wanted if (document := self._documents.get(path))}

    def _look_up(self, paths: Iterable[str]) -> None:
        missing = [path for path in paths if path not in self._known]
        found = self._kept.texts(missing)
        for path in missing:
            self._known[path] = pickle.loads(found[path].data) if path in found else None
