"""The same fact told with two numbers: fourteen representatives in one text, 15 in another.

A warning needs good reasons, since texts count many things: the same noun, two numbers, and sentences
that speak of the same matter. Where one text counts a noun twice, it means more than one thing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from itertools import combinations

from obsite.diagnostics.catalogue import finding
from obsite.diagnostics.model import Emit, Related
from obsite.documents.document import Document
from obsite.documents.reading import Count
from obsite.site.site import Issue

_ENOUGH = 5
_SMALL = 10  # below it, numbers are near each other by chance
_SAME_TEXT = 2  # headline and key figures are what their text is about
_NEAR, _VERY_NEAR = 2.0, 1.25

Voice = tuple[str, str]  # a text's path, and whether it is the text that speaks, its headline or a key figure


def check_numbers(issue: Issue, emit: Emit) -> None:
    """Report facts that an issue tells with two numbers."""
    texts = {text.path: text for text in issue.texts}
    for noun in _nouns(issue).values():
        if pair := next(_contradictions(noun, texts), None):
            first, second = pair
            message = f"`{second.written}` here, but `{first.written}` elsewhere in this issue"
            related = (Related(message=f"`{first.written}`", span=first.span),)
            cure = "Find out which number is right, and use it in both places"
            emit(finding("two-numbers", message, second.span, cure, related=related))


def _nouns(issue: Issue) -> dict[str, dict[Voice, list[Count]]]:
    """Return what each text counts, by noun and voice, in reading order."""
    nouns: dict[str, dict[Voice, list[Count]]] = defaultdict(lambda: defaultdict(list))
    for text in issue.texts:
        for count in text.reading.all_counts:
            nouns[count.noun][text.path, count.voice].append(count)
    return nouns


def _contradictions(
    voices: Mapping[Voice, list[Count]], texts: Mapping[str, Document]
) -> Iterator[tuple[Count, Count]]:
    for counts in voices.values():
        for first, second in combinations(counts, 2):
            if first.number != second.number and _same_of(first, second):
                yield first, second
    for (here, one), (there, other) in combinations(voices.items(), 2):
        if {count.number for count in one} & {count.number for count in other}:
            continue  # whoever gives both numbers knows that there are two
        for first in one:
            for second in other:
                weight = _weight(first, second) + (_SAME_TEXT if here[0] == there[0] else 0)
                weight += _mentions(first, texts[there[0]]) + _mentions(second, texts[here[0]])
                alone = len(one) == 1 or len(other) == 1
                if _same_of(first, second) or (alone and weight >= _ENOUGH):
                    yield first, second


def _mentions(count: Count, text: Document) -> int:
    """Return whether a sentence speaks of what another text is about, by words of its title."""
    about = {word[:6] for word in f"{text.title} {text.meta.description}".lower().split()}
    return 1 if len(about & set(count.words)) > 1 else 0


def _same_of(first: Count, second: Count) -> bool:
    """Return whether both are followed by the same words, such as "of 13 member states"."""
    if first.modifiers != second.modifiers or first.after[:2] != second.after[:2] or len(first.after) < 2:
        return False
    return first.after[1].isdigit() or (len(first.after) > 2 and first.after == second.after)


def _weight(first: Count, second: Count) -> int:
    """Return how much speaks for two counts of one noun being about one thing."""
    if first.modifiers and second.modifiers and first.modifiers != second.modifiers:
        return 0
    low, high = sorted((first.number, second.number))
    weight = 1 if low >= _SMALL else -1
    weight += 2 if high <= low * _VERY_NEAR else 1 if high <= low * _NEAR else 0
    weight += len(set(first.words) & set(second.words))
    weight += 2 if first.after[:2] == second.after[:2] and len(first.after) > 1 else 0
    return weight
