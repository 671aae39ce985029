"""Small sites on disk, built by the real pipeline."""

from __future__ import annotations

import datetime as dt
import io
import os
from dataclasses import dataclass
from pathlib import Path

from PIL import Image

from obsite import pipeline
from obsite.diagnostics.model import Diagnostic
from obsite.diagnostics.printers import text as text_printer

AS_OF = dt.date(2026, 3, 1)

CONFIG = """\
title: Letters from the Shore
short_title: Shore
base_url: https://shore.example/letters/
language: en
organisation: {name: The Shore Society, email: post@shore.example}
# Fonts of the system: subsetting the theme's own takes time and is tested elsewhere.
theme:
  fonts:
    text: {family: Georgia, fallback: serif}
    display: {family: Georgia, fallback: serif}
    sans: {family: Arial, fallback: sans-serif}
navigation:
  - {title: Issues, link: issues/}
  - {title: About, link: about.md}
"""

ISSUE = """\
---
title: The winter count
date: 2026-02-01
number: 4
description: Who came, and who stayed away.
editor: ada
tags: [count, winter]
---
Dear reader, this is the [first article](waders.md).[^w]

[^w]: Counted on the second Sunday.
"""

WADERS = """\
---
title: Waders
description: Fewer than last year.
tags: [count]
kicker: Count
---
## On the mud

We counted 1,204 dunlin.[^d] See the [evening](gulls.md#roost) and [the walk](../../events/2026-03-14-walk.md).

![Dunlin on a winter shore](dunlin.png)

/// pullquote | A counter
Cold hands, good counts.
///

[^d]: From the tower.
"""

GULLS = """\
---
title: Gulls
---
## Roost

They come in at dusk.
"""

EVENT = """\
---
title: Spring walk
start: 2026-03-14
location: The old pier
country: Ireland
aim: To hear the first chiffchaff.
---
Bring a flask.
"""

ABOUT = """\
---
title: About
---
We count birds. Read [the last letter](issues/2026-02-01-winter/index.md), a [[wader]] among them.
"""


def png(width: int = 900, height: int = 600, colour: str = "steelblue") -> bytes:
    """Return a small picture."""
    stream = io.BytesIO()
    Image.new("RGB", (width, height), colour).save(stream, "PNG")
    return stream.getvalue()


def shore() -> dict[str, str | bytes]:
    """Return the files of a small complete newsletter."""
    return {
        "site.yaml": CONFIG,
        "content/index.md": "---\ntitle: Letters from the Shore\n---\nA letter every season.\n",
        "content/about.md": ABOUT,
        "content/people.yaml": "ada:\n  name: Ada Holm\n  role: Secretary\n",
        "content/glossary.yaml": "wader:\n  term: wader\n  definition: A bird of the tide line.\n",
        "content/issues/2026-02-01-winter/index.md": ISSUE,
        "content/issues/2026-02-01-winter/waders.md": WADERS,
        "content/issues/2026-02-01-winter/gulls.md": GULLS,
        "content/issues/2026-02-01-winter/dunlin.png": png(),
        "content/issues/2025-11-02-autumn.md": "---\ntitle: Autumn passage\nnumber: 3\n---\n## Geese\n\nGone by noon.\n",
        "content/events/2026-03-14-walk.md": EVENT,
    }


@dataclass(frozen=True, slots=True)
class TestSite:
    """A site in a folder of its own."""

    __test__ = False
    root: Path

    def write(self, files: dict[str, str | bytes | None]) -> TestSite:
        """Write files by their relative path; None deletes."""
        for name, content in files.items():
            path = self.root / name
            if content is None:
                path.unlink()
                continue
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return self

    def options(self, **changes: object) -> pipeline.BuildOptions:
        """Return options that do not depend on the day or the machine."""
        given: dict[str, object] = {"as_of": AS_OF, "pdf": False, "jobs": 1} | changes
        return pipeline.BuildOptions(root=self.root, **given)  # type: ignore[arg-type]

    def build(self, **changes: object) -> pipeline.BuildReport:
        """Build, and return the report."""
        return pipeline.build(self.options(**changes))

    def check(self, **changes: object) -> tuple[Diagnostic, ...]:
        """Check, and return what was found."""
        return pipeline.check(self.options(**changes))

    def told(self, diagnostics: tuple[Diagnostic, ...]) -> str:
        """Return findings as the terminal shows them."""
        return text_printer.render(diagnostics, pipeline.read_lines(self.root), color=False)

    def output(self, folder: str = "output") -> dict[str, bytes]:
        """Return all published files by their relative path."""
        top = self.root / folder
        return {
            path.relative_to(top).as_posix(): path.read_bytes()
            for path in sorted(top.rglob("*"))
            if path.is_file()
        }

    def page(self, name: str) -> str:
        """Return a published file as text."""
        return (self.root / "output" / name).read_text(encoding="utf-8")

    def times(self) -> dict[str, int]:
        """Return when each file of output and state was last written, in nanoseconds."""
        found = {}
        for top in ("output", ".obsite"):
            for folder, _, names in os.walk(self.root / top):
                for name in names:
                    path = Path(folder) / name
                    found[str(path.relative_to(self.root))] = path.stat().st_mtime_ns
        return found
