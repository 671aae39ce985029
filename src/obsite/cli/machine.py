"""What `doctor` looks at on this machine: each thing found or missing, with the command that cures it."""

from __future__ import annotations

import ctypes
import importlib.util
import os
import platform
import re
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path

OLDEST_PYTHON = (3, 11)
ENOUGH_DISK_MB = 200
MANAGERS = ("apt-get", "dnf", "apk", "pacman", "brew")
INSTALL = {
    "apt-get": "sudo apt-get install",
    "dnf": "sudo dnf install",
    "apk": "sudo apk add",
    "pacman": "sudo pacman -S",
    "brew": "brew install",
}
PANGO = {
    "apt-get": "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz0b libharfbuzz-subset0 fontconfig",
    "dnf": "pango harfbuzz fontconfig",
    "apk": "pango harfbuzz harfbuzz-subset fontconfig",
    "pacman": "pango harfbuzz fontconfig",
    "brew": "pango fontconfig",
}
FONTS = {
    "apt-get": "fonts-dejavu-core",
    "dnf": "dejavu-sans-fonts",
    "apk": "font-dejavu",
    "pacman": "ttf-dejavu",
    "brew": "--cask font-dejavu",
}
WINDOWS_PANGO = "install MSYS2, then in its shell: pacman -S mingw-w64-ucrt-x86_64-pango"
MACOS_PATH = "export DYLD_FALLBACK_LIBRARY_PATH=/opt/homebrew/lib:/usr/local/lib"


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One thing looked at: whether it is as it should be, what was found, and what cures it."""

    name: str
    fine: bool
    found: str
    cure: str = ""


def look_at_machine() -> Iterator[Check]:
    """Everything that is true of this machine, whatever the site."""
    yield _python()
    yield from _packages()
    yield _pango()
    yield _fonts()
    yield _theme()


def look_at_site(root: Path) -> Iterator[Check]:
    """Whether a site in this folder can be read and built."""
    yield _readable(root / "site.yaml")
    yield _writable(root)
    free = shutil.disk_usage(root).free // 1_000_000
    yield Check(
        name="disk", fine=free >= ENOUGH_DISK_MB, found=f"{free:,} MB free", cure="make room on this disk"
    )


def _python() -> Check:
    return Check(
        name="Python",
        fine=sys.version_info >= OLDEST_PYTHON,
        found=f"{platform.python_version()} at {sys.executable}",
        cure="install Python 3.11 or later, then obsite into it",
    )


def _packages() -> Iterator[Check]:
    for requirement in _requirements():
        name = re.split(r"[^\w.-]", requirement)[0]
        try:
            yield Check(name=name, fine=True, found=version(name))
        except PackageNotFoundError:
            yield Check(
                name=name,
                fine=False,
                found="missing",
                cure=f"{sys.executable} -m pip install '{requirement}'",
            )


def _requirements() -> list[str]:
    """What obsite says it needs; nothing where it runs uninstalled, from its sources."""
    try:
        return [requirement for requirement in requires("obsite") or () if "extra ==" not in requirement]
    except PackageNotFoundError:
        return []


def _pango() -> Check:
    from obsite.outputs.pango import find_pango

    pango = find_pango()
    if pango.usable:
        return Check(name="Pango", fine=True, found=pango.version)
    found = f"{pango.version} is too old" if pango.too_old else f"missing: {', '.join(pango.missing)}"
    return Check(
        name="Pango", fine=False, found=f"{found}; no PDFs can be made", cure=install(PANGO, WINDOWS_PANGO)
    )


def _fonts() -> Check:
    number = count_fonts()
    if number is None:
        return Check(
            name="fonts", fine=True, found="those of the theme (fontconfig could not be asked for others)"
        )
    return Check(
        name="fonts",
        fine=number > 0,
        found=f"{number} of this system, beside those of the theme",
        cure=install(FONTS, "install any font, such as DejaVu"),
    )


def count_fonts() -> int | None:
    """How many fonts fontconfig knows here; None where there is no fontconfig."""
    from obsite.outputs.pango import load_library

    library = load_library("fontconfig", 1)
    if library is None:
        return None

    class FontSet(ctypes.Structure):
        _fields_ = [("number", ctypes.c_int), ("room", ctypes.c_int), ("fonts", ctypes.c_void_p)]

    library.FcInitLoadConfigAndFonts.restype = ctypes.c_void_p
    library.FcConfigGetFonts.restype = ctypes.POINTER(FontSet)
    library.FcConfigGetFonts.argtypes = [ctypes.c_void_p, ctypes.c_int]
    fonts = library.FcConfigGetFonts(library.FcInitLoadConfigAndFonts(), 0)
    return int(fonts.contents.number) if fonts else 0


def _theme() -> Check:
    """The templates lie in the package, or beside src/ where obsite runs from its repository."""
    spec = importlib.util.find_spec("obsite")
    package = Path(spec.origin).parent if spec and spec.origin else Path()
    places = (package / "templates", package.parent.parent / "templates")
    place = next((place for place in places if (place / "base.html").is_file()), None)
    return Check(
        name="theme",
        fine=place is not None,
        found=str(place) if place else "missing",
        cure="install obsite again: the package is incomplete",
    )


def _readable(path: Path) -> Check:
    try:
        path.read_bytes().decode("utf-8")
    except OSError as error:
        return Check(name=path.name, fine=False, found=str(error.strerror), cure=f"make {path} readable")
    except UnicodeDecodeError:
        return Check(name=path.name, fine=False, found="is not UTF-8", cure="save it as UTF-8 in your editor")
    return Check(name=path.name, fine=True, found=str(path))


def _writable(root: Path) -> Check:
    """Whether the folders that a build writes to may be written to, now or once they are made."""
    refused = [
        str(folder)
        for folder in (root, root / "output", root / ".obsite")
        if folder.exists() and not os.access(folder, os.W_OK | os.X_OK)
    ]
    found = f"no right to write in {', '.join(refused)}" if refused else "output/ and .obsite/ can be written"
    return Check(
        name="rights", fine=not refused, found=found, cure=f"give yourself the right: chmod -R u+w {root}"
    )


def install(packages: dict[str, str], otherwise: str) -> str:
    """The command that installs these packages here."""
    manager = next((manager for manager in MANAGERS if shutil.which(manager)), None)
    if manager is None:
        return otherwise
    command = f"{INSTALL[manager]} {packages[manager]}"
    if manager == "apt-get" and os.geteuid() == 0:
        command = command.removeprefix("sudo ")
    if manager == "brew" and packages is PANGO:
        command += f" && {MACOS_PATH}"
    return command
