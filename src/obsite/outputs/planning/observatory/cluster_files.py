"""The files beside pages of clusters and scores: their tables, for download."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from obsite.data.clusters import Measure, Reason
from obsite.engine.task import Stored, Task
from obsite.outputs.sheets import BESIDE, SheetView
from obsite.outputs.views.observatory.cluster_pages import DownloadLink
from obsite.outputs.views.observatory.clusters import PortfolioHead

SHARD_INDEX = "clusters/data/index.json"
_FORMS = (("CSV", "csv", "text/csv"), ("XLSX", "xlsx", ""), ("JSON", "json", "application/json"))
_MEASURES = Measure.__args__  # type: ignore[attr-defined]
_REASONS = Reason.__args__  # type: ignore[attr-defined]


def table_links(base: str) -> tuple[DownloadLink, ...]:
    """Return the links to the files of a table, given their output without its ending."""
    return tuple(
        DownloadLink(label=label, href=f"/{base}.{form}", media_type=kind) for label, form, kind in _FORMS
    )


def sheet_task(base: str, view: SheetView, source: str) -> Task:
    """Return the task of a table's files."""
    return Task(
        output=f"{base}.csv",
        companions=tuple(f"{base}{ending}" for ending in BESIDE),
        format="sheet",
        view=view,
        inputs=tuple(one.input for one in dict.fromkeys(view.figures)),
        source=source,
    )


def cluster_words(word: Callable[..., str]) -> dict[str, str]:
    """Return the words that tables of clusters have in them."""
    measures = {f"measures.{name}": word(f"measures.{name}") for name in _MEASURES}
    reasons = [name.replace("-", "_") for name in _REASONS if name]
    return measures | {f"reasons.{name}": word(f"reasons.{name}") for name in reasons}


def cluster_sheet(
    title: str,
    figures: Iterable[Stored],
    heads: Iterable[PortfolioHead],
    words: dict[str, str],
    notices: tuple[str, str],
) -> SheetView:
    """Return a table of clusters; `notices` are that of made-up figures and the address of the method."""
    held = tuple(heads)
    synthetic, method = notices
    return SheetView(
        title=title,
        figures=tuple(figures),
        words=words,
        about=(
            ("synthetic", synthetic if any(head.synthetic for head in held) else ""),
            ("source", _joined(text for head in held for text in head.sources)),
            ("licence", _joined(text for head in held for text in head.licences)),
            ("vintage", _joined(text for head in held for text in head.vintages)),
            ("code_lists", _joined(text for head in held for text in head.versions)),
            ("compared_with", _joined(head.pool for head in held)),
            ("method", method),
        ),
    )


def _joined(texts: Iterable[str]) -> str:
    return "; ".join(dict.fromkeys(text for text in texts if text))


def each_once(tasks: Iterable[Task]) -> Iterator[Task]:
    """Yield tasks whose outputs differ; of two pages at one address enough is said elsewhere."""
    seen: set[str] = set()
    for task in tasks:
        if task.output not in seen:
            seen.add(task.output)
            yield task
