"""Guesses what a misspelt word was meant to be."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from difflib import get_close_matches

_CUTOFF = 0.6  # how alike words are, of 1


def closest(word: str, candidates: Iterable[str]) -> str | None:
    """Return the candidate that is most like a word, or None when none is near."""
    folded: dict[str, str] = {}
    for candidate in candidates:
        folded.setdefault(_fold(candidate), candidate)
    found = get_close_matches(_fold(word), folded, n=1, cutoff=_CUTOFF)
    return folded[found[0]] if found else None


def all_close(word: str, candidates: Collection[str]) -> list[str]:
    """Return the candidates that are like a word."""
    folded: dict[str, list[str]] = {}
    for candidate in candidates:
        folded.setdefault(_fold(candidate), []).append(candidate)
    found = get_close_matches(_fold(word), folded, n=len(folded) or 1, cutoff=_CUTOFF)
    return [candidate for one in found for candidate in folded[one]]


def did_you_mean(word: str, candidates: Iterable[str]) -> str | None:
    """Return "Did you mean `x`?" with the nearest candidate, or None."""
    found = closest(word, candidates)
    return f"Did you mean `{found}`?" if found else None


def _fold(word: str) -> str:
    return word.casefold().replace("-", "_")
