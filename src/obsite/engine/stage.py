"""Where rendered outputs wait until all are made and published."""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass
from pathlib import Path

from obsite.engine.digest import digest_parts
from obsite.engine.errors import refused


@dataclass(frozen=True, slots=True)
class Stage:
    """The folder, and how it is laid out.

    It is flat, for folders are slow to make and remove. Where nothing is published yet, every folder has to
    be made anyhow: then outputs lie as they are going to, and take their places folder by folder.
    """

    folder: Path
    whole: bool = False

    def path(self, output: str) -> str:
        """Return where an output waits."""
        return os.path.join(self.folder, output if self.whole else digest_parts([output]))


def open_stage(folder: Path, output: Path) -> Stage:
    """Make an empty staging folder for what is to be published in `output`."""
    clear_stage(folder)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise refused(f"make {folder}", error) from error
    # Elsewhere paths may be no longer than they are in the output folder.
    return Stage(folder, whole=os.name == "posix" and is_empty(output))


def clear_stage(folder: Path) -> None:
    """Remove the staging folder, with what an earlier build may have left in it."""
    shutil.rmtree(folder, ignore_errors=True)


def is_empty(folder: Path) -> bool:
    """Return whether a folder has nothing in it, or is not there."""
    try:
        with os.scandir(folder) as entries:
            return next(entries, None) is None
    except FileNotFoundError:
        return True
    except OSError:
        return False
