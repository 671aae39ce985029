"""What is remembered of a text for the editorial reading of an issue as a whole.

Small values with their places: they are kept with every document in the cache.
"""

from __future__ import annotations

from dataclasses import dataclass

from obsite.diagnostics.model import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Acronym:
    """An acronym at its first use in a text, or where the text explains it."""

    word: str
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """So many of something. `noun` is the head of what is counted, `words` what the sentence is about."""

    number: int
    noun: str
    written: str  # as the text has it: "fifteen representatives"
    span: Span
    voice: str  # "text", "headline" for title and standfirst, "figures" for a key figure
    modifiers: tuple[str, ...] = ()
    after: tuple[str, ...] = ()  # the words that follow at once, numbers as digits
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What one text says that another may contradict."""

    acronyms: tuple[Acronym, ...] = ()  # first uses that the text itself does not explain by then
    explained: tuple[Acronym, ...] = ()
    header: tuple[Count, ...] = ()  # what its title, standfirst and key figures count
    counts: tuple[Count, ...] = ()  # what the text itself counts

    @property
    def all_counts(self) -> tuple[Count, ...]:
        """All that is counted: by headlines, then by the text, then by key figures."""
        both = (*self.header, *self.counts)
        return tuple(
            count for voice in ("headline", "text", "figures") for count in both if count.voice == voice
        )
