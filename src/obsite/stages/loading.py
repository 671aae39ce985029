"""The load stage: texts from the cache, or else read and converted, in several processes if it pays."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from obsite.config import CONFIG_PATH, load_config
from obsite.diagnostics.model import Emit
from obsite.documents.authored import Authored, key_of, load_site
from obsite.documents.cache import Cache
from obsite.documents.document import Loaded
from obsite.documents.load import FileToLoad, load_document
from obsite.engine.findings import unreadable_file
from obsite.engine.pool import Dead, choose_jobs, open_pool
from obsite.engine.spell import Timed
from obsite.stages.options import BuildOptions, Progress

if TYPE_CHECKING:
    from obsite.stages.discovery import Discovery

_WEIGHT = 0.5  # of one text, where a page is 1


def load(options: BuildOptions, discovery: Discovery, emit: Emit, progress: Progress | None) -> Authored:
    """Return everything authors wrote."""
    if progress:
        progress.stage("Reading", 0)
    config = load_config(discovery.read(CONFIG_PATH) or b"", emit)
    if options.base_url is not None:
        config = config.model_copy(update={"base_url": options.base_url})

    def load_texts(texts: tuple[FileToLoad, ...]) -> Iterable[Loaded]:
        with Cache(options.state / "documents.sqlite") as cache:
            return _load_texts(texts, cache, options, discovery, progress)

    return load_site(config, discovery.files, discovery.read, load_texts, emit)


def _load_texts(
    texts: tuple[FileToLoad, ...],
    cache: Cache,
    options: BuildOptions,
    discovery: Discovery,
    progress: Progress | None,
) -> list[Loaded]:
    keys = {text.path: key_of(text, discovery.makers["texts"]) for text in texts}
    known: dict[str, Loaded] = cache.fetch(keys.values())
    missing = [text for text in texts if keys[text.path] not in known]
    if progress:
        progress.stage("Reading", len(missing))
    fresh = _load_missing(missing, options, discovery.place.root, progress)
    new = {keys[path]: loaded for path, loaded in fresh.items()}
    cache.store(new)
    cache.keep_only(keys.values())
    return [(known | new)[keys[text.path]] for text in texts]


def _load_missing(
    texts: list[FileToLoad], options: BuildOptions, root: Path, progress: Progress | None
) -> dict[str, Loaded]:
    weights = [_WEIGHT] * len(texts)
    loaded: dict[str, Loaded] = {}
    with open_pool(Timed(load_one), root, jobs=choose_jobs(weights, options.jobs or None)) as pool:
        for text, answer in zip(texts, pool.run(texts, weights), strict=True):
            if isinstance(answer, Dead):
                raise RuntimeError(f"the process that read {text.path} died")
            loaded[text.path], spell = answer
            if progress:
                progress.advance(1)
                progress.spent("text", text.path, spell)
    return loaded


def load_one(root: Path, text: FileToLoad) -> Loaded:
    """Return one text; module level, so that worker processes can call it."""
    try:
        data = (root / text.path).read_bytes()
    except OSError as error:
        fault = unreadable_file(text.path, error.strerror or type(error).__name__)
        return Loaded(document=None, diagnostics=(fault,))
    return load_document(text, data)
