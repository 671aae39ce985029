"""Numbers written as words, by language: enough to notice that 14 and fifteen are not the same."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

_ENGLISH = (
    "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
)
_GERMAN = (
    "zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn siebzehn "
    "achtzehn neunzehn"
)
_FRENCH = (
    "deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dix-sept dix-huit "
    "dix-neuf"
)
_SPANISH = (
    "dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis diecisiete "
    "dieciocho diecinueve"
)
_ONES = {"en": _ENGLISH, "de": _GERMAN, "fr": _FRENCH, "es": _SPANISH}
_TENS = {
    "en": "twenty thirty forty fifty sixty seventy eighty ninety",
    "de": "zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig",
    "fr": "vingt trente quarante cinquante soixante",
    "es": "veinte treinta cuarenta cincuenta sesenta setenta ochenta noventa",
}
_HUNDRED = {"en": "hundred", "de": "hundert", "fr": "cent", "es": "cien"}


@cache
def numerals(lang: str) -> Mapping[str, int]:
    """Return word -> number for a language; a language without a table has none."""
    words: dict[str, int] = {}
    if lang not in _ONES:
        return words
    ones = dict(enumerate(_ONES[lang].split(), start=2))
    for ten, word in zip(range(20, 100, 10), _TENS[lang].split(), strict=False):
        words[word] = ten
        for one in range(2, 10):
            words[_joined(lang, word, ones[one])] = ten + one
    return words | {word: number for number, word in ones.items()} | {_HUNDRED[lang]: 100}


def _joined(lang: str, ten: str, one: str) -> str:
    match lang:
        case "de":
            return f"{one}und{ten}"
        case "es":
            return f"veinti{one}" if ten == "veinte" else f"{ten} y {one}"
        case _:
            return f"{ten}-{one}"
