"""The environments of the other tools, set up once below a cache folder, from `peers.toml`."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

from benchmarks.tools.tool import Tool

LIST = Path(__file__).with_name("peers.toml")


class Unavailable(Exception):
    """A tool cannot be had on this machine; the message says why."""


def cache_folder() -> Path:
    """Return where environments are kept if nobody says otherwise."""
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "obsite-benchmarks"


def program_of(tool: Tool, cache: Path) -> str:
    """Return the program of a tool, installed if it is not there yet; raises Unavailable."""
    if not tool.program:
        return ""
    wanted = tomllib.loads(LIST.read_text(encoding="utf-8"))[tool.name]
    stamp = hashlib.sha256(repr((wanted, sys.version)).encode()).hexdigest()[:12]
    folder = cache / f"{tool.name.lower()}-{stamp}"
    if not (folder / "complete").is_file():
        print(f"Installing {tool.name} into {folder}", file=sys.stderr)
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        _install(wanted, folder)
        (folder / "complete").touch()
    places = (folder, *folder.glob("lib/python*/site-packages"))
    found = [path for place in places for path in sorted(place.glob(tool.program)) if path.is_file()]
    if not found:
        raise Unavailable(f"its program {tool.program} was not installed")
    return str(found[0])


def _install(wanted: dict[str, list[str]], folder: Path) -> None:
    if packages := wanted.get("pip"):
        _run([sys.executable, "-m", "venv", str(folder)])
        _run([str(folder / "bin/python"), "-m", "pip", "install", "-qq", "--no-input", *packages])
    if packages := wanted.get("npm"):
        for program in ("node", "npm"):
            if shutil.which(program) is None:
                raise Unavailable(f"there is no {program} on this machine")
        _run(["npm", "install", "--silent", "--no-audit", "--no-fund", "--prefix", str(folder), *packages])


def _run(command: list[str]) -> None:
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        lines = (done.stderr or done.stdout).strip().splitlines() or ["no reason was given"]
        raise Unavailable(f"it could not be installed: {lines[-1]}")
