"""Counted things in a text, such as "14 representatives": only what is plainly a count is taken."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache

from obsite.diagnostics.model import Span
from obsite.documents.reading import Count
from obsite.text.editorial_words import HEDGES, IRREGULAR, MEASURES, SHIFTS, STOPS
from obsite.text.glance import classes, has_far_letters, seen
from obsite.text.numerals import numerals
from obsite.text.prose import Prose

_WORD = re.compile(r"[^\W_]+(?:[-’'][^\W_]+)*")
_BEFORE = re.compile(r"[\s(\[*“„«\"'|>]")  # of a number
_NEXT = re.compile(r"[*_]*[ \n\u00a0\u202f][*_]*([^\W\d_]+(?:-[^\W\d_]+)*)(?=[*_\s.,;:!?)\]\x00’'”\"]|$)")
_BEGINNING = 3  # letters by which few words are taken for a numeral
_FOLLOWED = re.compile(r"[*_]*[ \n\u00a0\u202f][*_]*[^\W\d_]")
_MODIFIERS = 3
_LONGEST = 400  # characters of a key figure
_CONTENT = 4  # letters of a word that says something


def counts_of(
    prose: Prose, span: Callable[[int, int], Span], lang: str, *, voice: str = "text"
) -> Iterator[Count]:
    """Yield what running text counts; `span` says where a stretch of it stands."""
    text = prose.text
    for match in _found(text, lang):
        start, written = match.start(1) - 1, match.group(1)
        if not _FOLLOWED.match(text, start + len(written)) or _is_part(text[max(0, start - 40) : start]):
            continue
        first, last = prose.sentence(start, start + len(written))
        if count := _count(text[start:last], written, lang):
            noun, modifiers, length = count
            end = start + length
            behind = _terms(text[end:last], lang)
            yield Count(
                number=number_of(written, lang),
                noun=noun,
                written=_plain(text[start:end]),
                span=span(start, end),
                voice=voice,
                modifiers=modifiers,
                after=tuple(behind[:3]),
                words=tuple(sorted({*_stems(_terms(text[first:start], lang)), *_stems(behind)})),
            )


def _found(text: str, lang: str) -> Iterator[re.Match[str]]:
    """Yield the matches of numbers in a text with a line end before it."""
    text, numbers, last = f"\n{text}", _numbers(lang), 0
    if has_far_letters(text):
        yield from numbers.finditer(text)
        return
    for look in _look(lang).finditer(seen(text, _CLASSES)):
        if look.start() >= last and (match := numbers.match(text, look.start())):
            last = match.end()
            yield match


def _class(char: str) -> str:
    if char.isdecimal():
        return "0"
    return " " if char == "?" or _BEFORE.match(char) else char.lower()


_CLASSES = classes(_class)


@cache
def _look(lang: str) -> re.Pattern[bytes]:
    """Return what matches how numbers begin, in bytes of classes: a digit, or a numeral's first letters."""
    starts = sorted({word.lower()[:_BEGINNING] for word in numerals(lang)})
    return re.compile(f" (?:0|{_grouped(starts)})".encode("latin-1"))


def _is_part(before: str) -> bool:
    """Return whether the word before a number makes it a bound or a rest."""
    words = before.replace("*", " ").replace("(", " ").rsplit(None, 1)
    return bool(words) and words[-1].lower() in HEDGES


def key_figure(value: str, label: str, lang: str) -> tuple[int, str] | None:
    """Return the number and the noun of a key figure, such as 14 and "representatives"."""
    text = f"{value} {label}"[:_LONGEST]
    match = _numbers(lang).match(f"\n{text}")
    found = _count(text, match.group(1), lang) if match else None
    return (number_of(match.group(1), lang), found[0]) if match and found else None


def _count(text: str, number: str, lang: str) -> tuple[str, tuple[str, ...], int] | None:
    """Return the noun after a number, the words between, and where the noun ends."""
    position = len(number)
    modifiers: list[str] = []
    while (match := _NEXT.match(text, position)) and len(modifiers) <= _MODIFIERS:
        word = match.group(1)
        small = word.lower()
        if small in MEASURES or small in SHIFTS or small in STOPS:
            return None
        position = match.end()
        if _is_noun(word, lang):
            return small, tuple(modifiers), position
        modifiers.append(small)
    return None


def _is_noun(word: str, lang: str) -> bool:
    if lang == "de":
        return word[:1].isupper()
    small = word.lower()
    return small in IRREGULAR or (len(small) > 3 and small.endswith("s") and small[-2] not in "sui")


def number_of(written: str, lang: str) -> int:
    """Return the number that digits or a numeral stand for."""
    digits = re.sub(r"[^\d]", "", written)
    return int(digits) if digits else numerals(lang)[written.lower()]


@cache
def _numbers(lang: str) -> re.Pattern[str]:
    """Return what matches whole numbers, in digits or in the words of a language; years are none.

    A sign that cannot be a part of the number comes first: nearly all of a text is passed over quickly.
    """
    words = [*numerals(lang), *(word.capitalize() for word in numerals(lang))]
    digits = r"(?!(?:1[89]|20)\d\d\b)(?:\d{1,3}(?:[.,\u00a0\u202f]\d{3})+|\d{1,6})"
    initials = "".join(sorted({word[0] for word in words}))
    either = f"(?=\\d){digits}|{_grouped(sorted(words, key=len, reverse=True))}"
    return re.compile(rf"{_BEFORE.pattern}(?=[\d{initials}])({either})(?=[*_]*[ \n\u00a0\u202f])")


def _grouped(words: list[str], depth: int = 2) -> str:
    """Return a pattern by first letters: most words of a text are then dismissed by one or two of them."""
    if not depth:
        return "|".join(map(re.escape, words))
    groups = []
    for initial in sorted({word[0] for word in words}):
        rest = _grouped([word[1:] for word in words if word[0] == initial], depth - 1)
        groups.append(f"{initial}(?:{rest})")
    return "|".join(groups)


def _terms(text: str, lang: str) -> list[str]:
    """Return the words of a text, small, numerals as digits."""
    table = numerals(lang)
    words = map(str.lower, _WORD.findall(text))
    return [str(table[word]) if word in table else word for word in words]


def _stems(words: Iterable[str]) -> Iterator[str]:
    for word in words:
        if word.isdigit():
            yield word
        elif len(word) >= _CONTENT and word not in STOPS and word not in HEDGES:
            yield word[:6]


def _plain(text: str) -> str:
    return " ".join(re.sub(r"[*_\x00]", "", text).split())
