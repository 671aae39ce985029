"""From the address that a browser asks for to what the built site has there. No HTTP lives here."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, urlsplit

PAGE, SHEET = ".html", ".css"
# What changes without any page looking different.
_UNSEEN = (".xml", ".txt", ".ics", ".json", ".pdf", ".webmanifest")


@dataclass(frozen=True, slots=True)
class Found:
    """The file to send."""

    path: Path


@dataclass(frozen=True, slots=True)
class Moved:
    """The address to ask for instead."""

    address: str


@dataclass(frozen=True, slots=True)
class Missing:
    """Nothing is there; `output` is what would have to be made, "" if that is outside of the site."""

    output: str = ""


def base_path_of(base_url: str) -> str:
    """Return the path below which a site is to be seen; it begins and ends with a slash."""
    inner = urlsplit(base_url).path.strip("/")
    return f"/{inner}/" if inner else "/"


def look_up(path: str, folder: Path, base: str) -> Found | Moved | Missing:
    """Return what a path, without its escapes, leads to in a folder that is offered below `base`."""
    if path + "/" == base or (path == "/" and base != "/"):
        return Moved(quote(base))
    if not path.startswith(base):
        return Missing()
    output = path.removeprefix(base)
    if not _is_tame(output):
        return Missing()
    place = folder / output
    if not place.resolve().is_relative_to(folder.resolve()):
        return Missing()
    if place.is_dir():
        if output and not output.endswith("/"):
            return Moved(quote(path) + "/")
        place, output = place / "index.html", f"{output}index.html"
    return Found(place) if place.is_file() and not output.endswith("/") else Missing(output)


def _is_tame(output: str) -> bool:
    """Whether a path names a file in the folder on every system, and none that is hidden."""
    parts = output.rstrip("/").split("/")
    return not any(sign in output for sign in "\0\\:") and not any(part in (".", "..") for part in parts)


def address_of(output: str, base: str) -> str:
    """Return the address of an output file, as a browser's location bar has it, without escapes."""
    name = output.removesuffix("index.html") if output.rpartition("/")[2] == "index.html" else output
    return base + name


def output_of(address: str, base: str) -> str:
    """Return the output file that a browser shows at an address without escapes; "" if none of ours."""
    if not address.startswith(base):
        return ""
    output = address.removeprefix(base)
    return f"{output}index.html" if not output or output.endswith("/") else output


def what_changed(outputs: Iterable[str], base: str) -> tuple[tuple[str, ...], tuple[str, ...] | None]:
    """Return the style sheets, if nothing else changed, and the pages; None if any may look different."""
    seen = sorted(output for output in outputs if not output.endswith(_UNSEEN))
    pages = [output for output in seen if output.endswith(PAGE)]
    if seen and all(output.endswith(SHEET) for output in seen):
        return tuple(address_of(output, base) for output in seen), ()
    # A picture, script or font that changed under its name may be shown by any page.
    return (), tuple(address_of(output, base) for output in pages) if len(pages) == len(seen) else None
