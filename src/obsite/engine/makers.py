"""What makes the output beside the site's own files: obsite's source and the libraries it uses.

All of it is found without importing the libraries: a build with nothing to do must not pay for them.
"""

from __future__ import annotations

import os
import platform
import re
import sys
from collections.abc import Iterable
from pathlib import Path

from obsite.engine.digest import digest_parts
from obsite.engine.inventory import discover
from obsite.engine.statcache import StatCache

_DIST_INFO = re.compile(r"(?P<name>.+?)-(?P<version>[^-]+)\.(?:dist|egg)-info\Z")


def source_digest(cache: StatCache) -> str:
    """Return the digest of obsite's own source files."""
    package = Path(__file__).resolve().parent.parent
    return discover(package, cache, folders=(".",), accept=_is_source, label="obsite").digest


def _is_source(name: str) -> bool:
    return name.endswith(".py") or ("." not in name and name != "__pycache__")


def installed_versions(names: Iterable[str]) -> dict[str, str]:
    """Return the versions of distributions by name, "" for one that is not installed.

    Read from the names of their metadata folders: `importlib.metadata` takes longer than the rest
    of a build that has nothing to do.
    """
    wanted = {_normal(name): name for name in names}
    versions = dict.fromkeys(wanted.values(), "")
    for folder in sys.path:
        for entry in _listing(folder or "."):
            match = _DIST_INFO.match(entry)
            name = wanted.get(_normal(match["name"])) if match else None
            if match and name and not versions[name]:
                versions[name] = match["version"]
    return versions


def native_versions(stems: Iterable[str]) -> dict[str, str]:
    """Return for each shared library ("libpango-1.0") the file name that its link leads to, "" if none.

    The file's name ends with the library's release, such as `libpango-1.0.so.0.5600.3`.
    """
    found = dict.fromkeys(stems, "")
    for folder in _library_folders():
        names = _listing(folder)
        for stem, known in found.items():
            begins = (f"{stem}.", f"{stem}-")
            links = [] if known else [name for name in names if name.startswith(begins)]
            if links:
                found[stem] = max(
                    os.path.basename(os.path.realpath(os.path.join(folder, name))) for name in links
                )
    return found


def _library_folders() -> list[str]:
    triplet = getattr(sys.implementation, "_multiarch", "")
    system = [f"/usr/lib/{triplet}", f"/lib/{triplet}"] if triplet else []
    return [*system, "/usr/lib64", "/usr/lib", "/usr/local/lib", "/opt/homebrew/lib"]


def maker_string(source: str, versions: dict[str, str]) -> str:
    """Return the digest that stands for a format's maker: source, Python and the versions it uses."""
    pairs = (f"{name} {versions[name]}" for name in sorted(versions))
    return digest_parts((source, platform.python_version(), platform.python_implementation(), *pairs))


def _normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def _listing(folder: str) -> list[str]:
    try:
        return sorted(os.listdir(folder))
    except OSError:
        return []
