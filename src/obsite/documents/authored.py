"""The load stage as a whole: every file of content/ read, one by one, into what authors wrote."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from obsite.config import CONFIG_PATH, CONTENT_FOLDER, Config
from obsite.content.page import Person, Term
from obsite.content.types import classify
from obsite.diagnostics.catalogue import finding
from obsite.diagnostics.model import Emit, Span
from obsite.documents.document import Document, Loaded
from obsite.documents.lists import load_glossary, load_people, places_in
from obsite.documents.load import Defaults, FileToLoad, load_defaults, with_inherited_places
from obsite.text.paths import folder_of, folders_above, stem_of, suffix_of

Read = Callable[[str], bytes | None]
_YAML = (".yaml", ".yml")
_LISTS = frozenset(f"{name}{end}" for name in ("people", "glossary") for end in _YAML)
_DATA_FOLDERS = ("indicators/", "classifications/")
_DATA_FILES = frozenset(f"{name}{end}" for name in ("clusters", "scoreboard") for end in _YAML)
_DATA_SUFFIXES = frozenset((*_YAML, ".csv", ".tsv", ".parquet", ".json", ".xlsx", ".topojson", ".geojson"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Authored:
    """All that the load stage found: texts, lists, and the digests of files that travel along."""

    config: Config
    documents: tuple[Document, ...]
    people: Mapping[str, Person]
    glossary: Mapping[str, Term]
    files: Mapping[str, str]  # site-relative path -> digest
    texts: tuple[FileToLoad, ...]  # of which documents were made, if they could be read
    read: Read  # the source of a text, for a second look at a place
    list_places: Mapping[str, Span] = field(default_factory=dict)  # of people, by "people.ada.portrait"
    unreadable: frozenset[str] = frozenset()  # texts that could not be read, which was reported
    data: Mapping[str, str] = field(default_factory=dict)  # tables, code lists, declarations: path -> digest


LoadTexts = Callable[[tuple[FileToLoad, ...]], Iterable[Loaded]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sorted:
    """The files of content/ by what they are; paths are relative to the site's root."""

    texts: Mapping[str, str]  # path -> content type
    defaults: tuple[str, ...]
    lists: Mapping[str, str]  # "people" or "glossary" -> path
    files: tuple[str, ...]
    data: tuple[str, ...] = ()  # which do not travel as they are


def sort_files(paths: Iterable[str], ignored: Iterable[str] = ()) -> Sorted:
    """Return what each file below content/ is, by its place and name."""
    inner = [
        path.removeprefix(f"{CONTENT_FOLDER}/") for path in paths if path.startswith(f"{CONTENT_FOLDER}/")
    ]
    if patterns := tuple(ignored):
        inner = [path for path in inner if not any(map(PurePosixPath(path).match, patterns))]
    defaults = [path for path in inner if stem_of(path) == "_defaults"]
    types = classify(
        [path for path in inner if path not in defaults]
    )  # an event may be YAML, its defaults are none
    lists = {stem_of(path): path for path in inner if path in _LISTS}
    data = [path for path in inner if is_data(path) and path not in types and path not in defaults]
    taken = {*types, *defaults, *lists.values(), *data}
    return Sorted(
        texts={f"{CONTENT_FOLDER}/{path}": kind for path, kind in types.items()},
        defaults=tuple(f"{CONTENT_FOLDER}/{path}" for path in defaults),
        lists={name: f"{CONTENT_FOLDER}/{path}" for name, path in lists.items()},
        files=tuple(f"{CONTENT_FOLDER}/{path}" for path in inner if path not in taken),
        data=tuple(f"{CONTENT_FOLDER}/{path}" for path in data),
    )


def is_data(path: str) -> bool:
    """Return whether a file of content/ is a table, a code list, shapes or a declaration of data."""
    if path in _DATA_FILES:
        return True
    return path.startswith(_DATA_FOLDERS) and suffix_of(path) in _DATA_SUFFIXES


def load_site(
    config: Config, digests: Mapping[str, str], read: Read, load_texts: LoadTexts, emit: Emit
) -> Authored:
    """Return what all files say. `digests` maps every file of the site to its digest.

    `read` gives a file's bytes, or None after reporting why not; `load_texts` loads many texts, in
    order, from a cache or in several processes as it sees fit.
    """
    found = sort_files(digests, config.ignore_files)
    defaults = dict(_defaults(found.defaults, read, emit))
    texts = tuple(
        FileToLoad(
            path=path,
            type=kind,
            digest=digests[path],
            lang=config.language,
            defaults=tuple(known for known, _ in _defaults_of(path, defaults)),
            ignore_keys=config.ignore_keys,
        )
        for path, kind in sorted(found.texts.items())
    )
    documents = tuple(_documents(load_texts(texts), defaults, emit))
    people, glossary = found.lists.get("people"), found.lists.get("glossary")
    people_data = (read(people) or b"") if people else b""
    if not texts:
        cure = 'Write a first page content/index.md, or run `obsite new issue "My first issue"`'
        emit(finding("missing-content", "There is no text in content/", Span(path=CONFIG_PATH), cure))
    return Authored(
        config=config,
        documents=documents,
        texts=texts,
        people=load_people(people, people_data, emit) if people else {},
        glossary=load_glossary(glossary, read(glossary) or b"", emit) if glossary else {},
        files={path: digests[path] for path in found.files},
        data={path: digests[path] for path in found.data},
        list_places=places_in(people, people_data, "people") if people else {},
        unreadable=frozenset(text.path for text in texts) - {document.path for document in documents},
        read=read,
    )


Inherited = tuple[Defaults, dict[str, Span]]


def _documents(loaded: Iterable[Loaded], defaults: Mapping[str, Inherited], emit: Emit) -> Iterator[Document]:
    for one in loaded:
        for diagnostic in one.diagnostics:
            emit(diagnostic)
        if one.document:
            inherited: dict[str, Span] = {}
            for _, places in _defaults_of(one.document.path, defaults):
                inherited |= places
            yield with_inherited_places(one.document, inherited) if inherited else one.document


def _defaults(paths: Iterable[str], read: Read, emit: Emit) -> Iterator[tuple[str, Inherited]]:
    for path in paths:
        data = read(path)
        loaded = load_defaults(path, data, emit) if data is not None else None
        if loaded:
            yield folder_of(path), loaded


def _defaults_of(path: str, defaults: Mapping[str, Inherited]) -> Iterator[Inherited]:
    """Yield the defaults of a text's folders, the outermost first."""
    if not defaults:  # as on most sites, and there may be thousands of texts
        return
    for folder in reversed(folders_above(path)):
        if found := defaults.get(folder):
            yield found


def key_of(file: FileToLoad, makers: str) -> str:
    """Return a name for everything that a loaded text is made from."""
    parts = [makers, file.path, file.type, file.digest, file.lang, *file.ignore_keys]
    parts += [defaults.model_dump_json(exclude_unset=True) for defaults in file.defaults]
    return hashlib.blake2b("\0".join(parts).encode(), digest_size=20).hexdigest()
