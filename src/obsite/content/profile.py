"""The front matter of editors' texts for profiles: regions/<code>.md and sectors/<code>.md."""

from __future__ import annotations

from pathlib import PurePosixPath

from obsite.content.front_matter import FrontMatter


class ProfileMeta(FrontMatter):
    code: str = ""  # of the region or sector, if the file is called otherwise


def code_of(meta: FrontMatter, path: str) -> str:
    """Return the code that a profile's text is about: named in it, or else by its file."""
    return (meta.code if isinstance(meta, ProfileMeta) else "") or PurePosixPath(path).stem
