"""Whether this machine has the libraries that WeasyPrint draws PDFs with.

To be asked before WeasyPrint is imported: that takes a second, and where Pango is missing it
prints a page of advice and fails.
"""

from __future__ import annotations

import ctypes
import ctypes.util
from dataclasses import dataclass

OLDEST_PANGO = (1, 44)
# Each library with the number its file carries on Linux (name.so.0).
LIBRARIES = (("gobject-2.0", 0), ("pango-1.0", 0), ("pangoft2-1.0", 0), ("harfbuzz", 0), ("fontconfig", 1))


@dataclass(frozen=True, slots=True, kw_only=True)
class Pango:
    """What was found: the version of Pango ("" if absent), the libraries that are missing."""

    version: str
    missing: tuple[str, ...]

    @property
    def too_old(self) -> bool:
        parts = tuple(int(part) for part in self.version.split(".")[:2] if part.isdigit())
        return bool(parts) and parts < OLDEST_PANGO

    @property
    def usable(self) -> bool:
        """Whether PDFs can be made."""
        return not self.missing and not self.too_old


def find_pango() -> Pango:
    """Look for the libraries under the names that WeasyPrint tries."""
    found = {name: load_library(name, number) for name, number in LIBRARIES}
    missing = tuple(name for name, library in found.items() if library is None)
    pango = found["pango-1.0"]
    if pango is None:
        return Pango(version="", missing=missing)
    pango.pango_version_string.restype = ctypes.c_char_p
    return Pango(version=pango.pango_version_string().decode("ascii"), missing=missing)


def load_library(name: str, number: int) -> ctypes.CDLL | None:
    """The library of this name, or None if this machine has none."""
    spellings = (
        f"lib{name}.so.{number}",
        f"lib{name}.{number}.dylib",
        f"lib{name}.dylib",
        f"lib{name}-{number}.dll",
    )
    for spelling in spellings:
        try:
            return ctypes.CDLL(spelling)
        except OSError:
            continue
    # Slow, as it may ask the compiler: only where no usual name was found.
    elsewhere = ctypes.util.find_library(name)
    return ctypes.CDLL(elsewhere) if elsewhere else None
