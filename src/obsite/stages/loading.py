"""The load stage: texts from the cache, or else read and converted, in several processes if it pays."""

from __future__ import annotations

import pickle
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from obsite.config import CONFIG_PATH, load_config
from obsite.diagnostics.model import Emit
from obsite.documents.authored import Authored, key_of, load_site
from obsite.documents.cache import Cache
from obsite.documents.document import Loaded
from obsite.documents.lifting import lift_body
from obsite.documents.load import FileToLoad, load_document
from obsite.engine.digest import digest_bytes, read_regular
from obsite.engine.memo import Memo
from obsite.engine.packing import Packed, pack
from obsite.engine.pickling import dumps
from obsite.engine.pool import Dead, choose_jobs, open_pool
from obsite.engine.reader import InputChanged
from obsite.engine.spell import Timed
from obsite.stages.early import PRELOAD, WEIGHT_OF_TEXT
from obsite.stages.known_texts import claims_of, outline_of
from obsite.stages.options import DOCUMENTS, BuildOptions, Progress

if TYPE_CHECKING:
    from obsite.stages.discovery import Discovery


class ReadText(NamedTuple):
    """A text as a process that read it hands it over: both parts packed, as they are kept."""

    loaded: bytes  # a pickled Loaded
    passages: Packed


def load(
    options: BuildOptions,
    discovery: Discovery,
    emit: Emit,
    progress: Progress | None,
    memo: Memo | None = None,
) -> Authored:
    """Return everything authors wrote; the words of texts go into the memo, for those who show them."""
    if progress:
        progress.stage("Reading", 0)
    config = load_config(discovery.read(CONFIG_PATH) or b"", emit)
    if options.base_url is not None:
        config = config.model_copy(update={"base_url": options.base_url})

    def load_texts(texts: tuple[FileToLoad, ...]) -> Iterable[Loaded]:
        with Cache(options.state / DOCUMENTS) as cache:
            keys = {text.path: key_of(text, discovery.makers["texts"]) for text in texts}
            known = _known(cache, keys.values(), memo)
            missing = [text for text in texts if keys[text.path] not in known]
            if progress:
                progress.stage("Reading", len(missing))
            new = {}
            try:
                for text, read in _read_all(missing, options, discovery.place.root, progress):
                    key = keys[text.path]
                    new[key] = read.loaded
                    known[key] = pickle.loads(read.loaded)
                    if memo:
                        memo.keep(passages_key(key), read.passages)
            finally:  # a text that is saved meanwhile ends the build, not the worth of what was read
                cache.store_pickled(new)
                if memo:
                    memo.commit()
            cache.keep_only(keys.values())
        return [known[keys[text.path]] for text in texts]

    return load_site(config, discovery.files, discovery.read, load_texts, emit)


def passages_key(key: str) -> tuple[str, str]:
    """Return under which key the memo has the words of the text whose document has `key` in the cache."""
    return ("passages", key)


def _known(cache: Cache, keys: Iterable[str], memo: Memo | None) -> dict[str, Any]:
    """Return the documents that need not be read again: their words must be there too."""
    found = cache.fetch(keys)
    return {key: one for key, one in found.items() if memo is None or memo.find(passages_key(key))}


def _read_all(
    texts: list[FileToLoad], options: BuildOptions, root: Path, progress: Progress | None
) -> Iterator[tuple[FileToLoad, ReadText]]:
    weights = [WEIGHT_OF_TEXT] * len(texts)
    jobs = choose_jobs(weights, options.jobs or None)
    with open_pool(Timed(read_text), root, jobs=jobs, preload=PRELOAD) as pool:
        for text, answer in zip(texts, pool.run(texts, weights), strict=True):
            if isinstance(answer, Dead):
                raise RuntimeError(f"the process that read {text.path} died")
            read, spell = answer
            yield text, read
            if progress:
                progress.advance(1)
                progress.spent("text", text.path, spell)


def read_text(root: Path, text: FileToLoad) -> ReadText:
    """Return one text; module level, so that worker processes can call it.

    InputChanged if it was saved or removed since it was found: it is kept under the digest it had then.
    """
    try:
        data, _ = read_regular(f"{root}/{text.path}")
    except OSError:
        raise InputChanged(text.path) from None
    if digest_bytes(data) != text.digest:
        raise InputChanged(text.path)
    loaded = load_document(text, data)
    if loaded.document is None:
        return ReadText(dumps(loaded), pack({}))
    whole = loaded.document
    body, characters, passages = lift_body(whole.type, whole.path, whole.body)
    packed = pack(passages)
    document = replace(
        whole,
        body=body,
        characters=characters,
        passages=packed.digest,
        outline=outline_of(body, characters, whole.meta.description),
        claims=claims_of(whole.reading),
    )
    return ReadText(dumps(Loaded(document=document, diagnostics=loaded.diagnostics)), packed)
