"""What a command asks of the stages, and what they tell it on the way."""

from __future__ import annotations

import datetime as dt
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from obsite.engine.spell import Spell

STATE_FOLDER, OUTPUT_FOLDER = ".obsite", "output"
DOCUMENTS = "documents.sqlite"  # in the folder of state: what was read of texts


class Progress(Protocol):
    """Whoever wants to know how far a build has come, and what it spends its time on."""

    def stage(self, name: str, total: int) -> None: ...

    def advance(self, n: int = 1) -> None: ...

    def spent(self, kind: str, name: str, spell: Spell) -> None: ...

    def finish(self) -> None: ...


class Unwatched:
    """In the place of somebody who wants to know."""

    def stage(self, name: str, total: int) -> None:
        pass

    def advance(self, n: int = 1) -> None:
        pass

    def spent(self, kind: str, name: str, spell: Spell) -> None:
        pass

    def finish(self) -> None:
        pass


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildOptions:
    """What a command was asked to do."""

    root: Path
    output: Path | None = None  # default: output/ below the root
    base_url: str | None = None  # in place of the configured one
    drafts: bool = False
    future: bool = False
    as_of: dt.date | None = None  # default: today
    strict: bool = False
    pdf: bool = True
    jobs: int = 0  # 0: as many processes as pay
    clean: bool = False
    dry: bool = False  # to find faults: nothing is published, and PDFs go no further than their text

    @property
    def day(self) -> dt.date:
        """The day the site is built for: `as_of`, SOURCE_DATE_EPOCH, or today."""
        if self.as_of is not None:
            return self.as_of
        if epoch := os.environ.get("SOURCE_DATE_EPOCH", ""):
            return dt.datetime.fromtimestamp(int(epoch), dt.UTC).date()
        return dt.datetime.now(dt.UTC).astimezone().date()

    @property
    def output_folder(self) -> Path:
        """Where the site is published."""
        return self.output or self.root / OUTPUT_FOLDER

    @property
    def state(self) -> Path:
        """Where obsite keeps what it remembers between builds."""
        return self.root / STATE_FOLDER
