"""Where a new file of each kind goes and what it begins with."""

from __future__ import annotations

import datetime as dt
import json
import re
from dataclasses import dataclass
from pathlib import Path

from obsite.diagnostics.errors import UsageError
from obsite.text.slugs import shortened, slugify

KINDS = ("issue", "article", "event", "guide", "report", "chapter", "region", "indicator", "page")
NUMBER = re.compile(r"^number:\s*[\"']?(\d+)", re.MULTILINE)

ISSUE = """---
title: {title}
number: {number}
date: {date}
description: One or two sentences that say what this issue brings.
---

The editorial. Write here what the reader should take away, then add articles beside this file:
`obsite new article "Its title"`.
"""

ARTICLE = """---
title: {title}
description: One sentence under the title, also shown in lists.
weight: {weight}
---

Write here.
"""

EVENT = """---
title: {title}
start: {date}
end: {date}
location: A town
aim: What it is for, in one sentence.
---

What else there is to know.
"""

BOOK = """---
title: {title}
subtitle: Whom it is for, or what it covers
date: {date}
description: One or two sentences that say what this {kind} is about.
---

What the {kind} is about, in a paragraph or two; this stands before its contents. Then add chapters beside
this file, in the order of their numbers: `obsite new chapter "Introduction" --in {folder}`.
"""

CHAPTER = """---
title: {title}
description: One sentence under the title, also shown in the contents.
---

## The first section

Write here.
"""

REGION = """---
description: One sentence under the name of the place.
---

What the figures do not tell about it. The profile shows the rest by itself.
"""

INDICATOR = """title: {title}
subtitle: What is measured, in a phrase
definition: What the numbers mean, in a sentence or two.
limits: What they do not say.
theme: ""
unit: "% of something"
unit_symbol: "%"
kind: ratio            # ratio, total, index, score or count
decimals: 1
direction: higher      # which way is better: higher, lower or neutral
dimensions: {{}}         # region: regions, if the table has a column `region` of codes
source: {{name: Who publishes it, dataset: its code, url: "https://example.org/"}}
licence: CC BY 4.0
draft: true            # take this line out when the table is there
"""

TABLE = """period,value,flag
{year},,:
"""

PAGE = """---
title: {title}
---

Write here.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What was asked for. `folder` is absolute; None means the kind's own place."""

    content: Path
    kind: str
    title: str
    date: dt.date
    folder: Path | None = None


def drafts(request: Request) -> tuple[tuple[Path, str], ...]:
    """The paths of the new files, that to write on first, and their texts."""
    if request.kind == "indicator":
        return _indicator(request)
    makers = {
        "issue": _issue,
        "article": _article,
        "event": _event,
        "page": _page,
        "chapter": _chapter,
        "region": _region,
    }
    return (makers.get(request.kind, _book)(request),)


def _issue(request: Request) -> tuple[Path, str]:
    folder = request.folder or request.content / "issues"
    numbers = [int(n) for path in folder.rglob("*.md") for n in NUMBER.findall(_head(path))]
    text = ISSUE.format(title=_quoted(request.title), number=max(numbers, default=0) + 1, date=request.date)
    return folder / f"{request.date}-{_slug(request)}" / "index.md", text


def _article(request: Request) -> tuple[Path, str]:
    folder = request.folder or _latest_issue(request.content)
    others = [path for path in folder.glob("*.md") if path.name != "index.md" and path.name[0] not in "_."]
    text = ARTICLE.format(title=_quoted(request.title), weight=10 * (len(others) + 1))
    return folder / f"{_slug(request)}.md", text


def _event(request: Request) -> tuple[Path, str]:
    folder = request.folder or request.content / "events"
    text = EVENT.format(title=_quoted(request.title), date=request.date)
    return folder / f"{request.date}-{_slug(request)}.md", text


def _book(request: Request) -> tuple[Path, str]:
    folder = (request.folder or request.content / f"{request.kind}s") / _slug(request)
    shown = folder.relative_to(request.content.parent).as_posix()
    text = BOOK.format(title=_quoted(request.title), date=request.date, kind=request.kind, folder=shown)
    return folder / "index.md", text


def _chapter(request: Request) -> tuple[Path, str]:
    if request.folder is None:
        raise UsageError(
            "a chapter needs the folder of its guide or report", "Name it: --in content/guides/its-name"
        )
    numbers = [int(path.name[:2]) for path in request.folder.glob("[0-9][0-9]-*.md")]
    name = f"{max(numbers, default=0) + 1:02}-{_slug(request)}.md"
    return request.folder / name, CHAPTER.format(title=_quoted(request.title))


def _region(request: Request) -> tuple[Path, str]:
    """A profile's text is called by the code that it is about, which is what stands for the title."""
    return (request.folder or request.content / "regions") / f"{request.title}.md", REGION


def _indicator(request: Request) -> tuple[tuple[Path, str], ...]:
    folder, name = request.folder or request.content / "indicators", _slug(request)
    declaration = INDICATOR.format(title=_quoted(request.title))
    table = TABLE.format(year=request.date.year)
    return (folder / f"{name}.yaml", declaration), (folder / f"{name}.csv", table)


def _page(request: Request) -> tuple[Path, str]:
    folder = request.folder or request.content
    return folder / f"{_slug(request)}.md", PAGE.format(title=_quoted(request.title))


def _slug(request: Request) -> str:
    return shortened(slugify(request.title)) or request.kind


def _latest_issue(content: Path) -> Path:
    """The issue's folder whose name, which begins with its date, comes last."""
    folders = sorted(
        path.parent for path in (content / "issues").glob("**/index.md") if path.parent.name[:1].isdigit()
    )
    if not folders:
        raise UsageError(
            "there is no issue yet that this article could go into",
            'Begin one with `obsite new issue "Its title"`, or name a folder with --in.',
        )
    return folders[-1]


def _head(path: Path) -> str:
    """The beginning of a file, where its front matter is."""
    with path.open(encoding="utf-8", errors="replace") as file:
        return file.read(2000)


def _quoted(title: str) -> str:
    """A title as a YAML string: JSON's strings are YAML's double-quoted ones."""
    return json.dumps(title, ensure_ascii=False)
