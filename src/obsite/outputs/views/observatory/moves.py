"""Which of many series changed most."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class MovedView:
    """The two ends of all changes between two periods: which rose most, and which fell most or rose least."""

    start: str  # period
    end: str
    up: tuple[str, float, float]  # its label, its value at the start, its value at the end
    down: tuple[str, float, float]
