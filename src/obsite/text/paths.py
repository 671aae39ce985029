"""Site-relative paths as what they are, texts with slashes: for thousands of files, objects take too long."""

from __future__ import annotations

from functools import lru_cache


def folder_of(path: str) -> str:
    """Return the folder of a path, "." for one that lies in none."""
    return path.rpartition("/")[0] or "."


def folders_above(path: str) -> tuple[str, ...]:
    """Return the folder of a path, the one above that, and so on up to "."."""
    return _with_folders_above(folder_of(path))


@lru_cache(maxsize=4096)
def _with_folders_above(folder: str) -> tuple[str, ...]:
    return (folder,) if folder == "." else (folder, *_with_folders_above(folder_of(folder)))


def stem_of(path: str) -> str:
    """Return the name of a file without its last ending."""
    name = path.rpartition("/")[2]
    dot = name.rfind(".")
    return name[:dot] if 0 < dot < len(name) - 1 else name


def suffix_of(path: str) -> str:
    """Return the last ending of a file's name with its dot, in small letters; "" if it has none."""
    name = path.rpartition("/")[2]
    dot = name.rfind(".")
    return name[dot:].lower() if 0 < dot < len(name) - 1 else ""
