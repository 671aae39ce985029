"""The report of a bug: what a person is told, and what is kept for those who mend it."""

from __future__ import annotations

import hashlib
import platform
import shlex
import sys
import tempfile
import traceback
from collections.abc import Sequence
from importlib.metadata import PackageNotFoundError, version
from itertools import pairwise
from pathlib import Path

from obsite import __version__

LIBRARIES = (
    "click",
    "jinja2",
    "markdown",
    "pymdown-extensions",
    "pyyaml",
    "pydantic",
    "weasyprint",
    "pillow",
)


def write_report(bug: BaseException, arguments: Sequence[str]) -> str:
    """Keep the traceback in a file and return what to tell the person who met the bug."""
    trace = "".join(traceback.format_exception(bug))
    name = f"crash-{hashlib.sha256(trace.encode()).hexdigest()[:10]}.txt"
    kept = _keep(name, _describe(trace, arguments), arguments)
    where = f"The details are in {kept}." if kept else trace
    return (
        f"obsite: this is a bug in obsite, not a fault of yours: {type(bug).__name__}: {bug}\n"
        f"{where}\n"
        "What was published before is as it was. `obsite build --clean` may get round the bug.\n"
        "Please report it with those details; read them first, they can name files of this site."
    )


def _describe(trace: str, arguments: Sequence[str]) -> str:
    lines = [
        f"obsite {__version__}",
        f"command: {shlex.join(['obsite', *arguments])}",
        f"Python {sys.version.split()[0]} on {platform.platform()}",
        *(f"{name} {_version(name)}" for name in LIBRARIES),
    ]
    return "\n".join(lines) + "\n\n" + trace


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "missing"


def _keep(name: str, text: str, arguments: Sequence[str]) -> Path | None:
    """Write the report into the site's .obsite, or where files may be dropped; None if nowhere."""
    for folder in (*_site_folder(arguments), Path(tempfile.gettempdir())):
        try:
            folder.mkdir(exist_ok=True)
            (folder / name).write_text(text, encoding="utf-8")
        except OSError:
            continue
        return folder / name
    return None


def _site_folder(arguments: Sequence[str]) -> tuple[Path, ...]:
    from obsite.cli.invocation import Invocation

    named = [Path(after) for before, after in pairwise(arguments) if before == "-C"]
    root = Invocation(directory=named[-1] if named else Path.cwd()).find_root()
    return (root / ".obsite",) if root else ()
