"""Where a text is shown: the same words, set for a screen, a sheet of paper or a feed reader."""

from __future__ import annotations

from enum import StrEnum


class Medium(StrEnum):
    WEB = "web"
    PRINT = "print"
    FEED = "feed"
