"""Which links and pictures of a text that was read anew are those that it had before."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from difflib import SequenceMatcher

from obsite.diagnostics.model import Span
from obsite.markup.body import Body, Reference

_NOWHERE = Span(path="")


def same_references(before: Body, now: Body) -> Mapping[int, int]:
    """Return index now -> index before of the references that are alike, in order, but for their places."""
    was, is_ = ([_bare(one) for one in body.references] for body in (before, now))
    if was == is_:
        return {index: index for index in range(len(is_))}
    numbers: dict[Reference, int] = {}
    first, second = ([numbers.setdefault(one, len(numbers)) for one in row] for row in (was, is_))
    found = SequenceMatcher(None, first, second, autojunk=False).get_matching_blocks()
    return {match.b + step: match.a + step for match in found for step in range(match.size)}


def _bare(reference: Reference) -> Reference:
    return replace(reference, index=0, span=_NOWHERE)
