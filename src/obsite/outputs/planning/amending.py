"""Views of the last plan, amended for texts of which more than the words changed.

What pages show of a text beside its words (how it begins, how long it is) stands in their views. Where a plan
would decide nothing else than before, the views of the last one become those of a new one by putting in what
is new.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from functools import cache
from typing import Any

from obsite.documents.document import Document
from obsite.engine.task import Task
from obsite.outputs import structured
from obsite.outputs.planning.amended_bodies import NewBodies, NewBody
from obsite.outputs.planning.amended_lengths import Rule, Undecided, Whole, card_rule, rules_of_wholes
from obsite.outputs.planning.cards import minutes
from obsite.outputs.views import ArticleCardView, FrameView

# Types of texts whose own pages say in their heads how the text begins.
_SAID_IN_HEAD = frozenset({"issue", "article", "page", "guide", "report", "chapter"})
_PLAIN = frozenset({str, int, float, bool, bytes, type(None)})


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Change:
    """A text as the plan knows it, and as it is now."""

    before: Document
    now: Document
    route: str
    body: NewBody | None = None  # if there is more to it than another length


class Amendments:
    """All that is new in a plan: some texts, and the issues and books that they belong to."""

    def __init__(
        self,
        changes: Sequence[Change] = (),
        wholes: Sequence[Whole] = (),
        here: Mapping[str, Mapping[str, str]] | None = None,
    ) -> None:
        self._changes = changes
        self._wholes = wholes
        self._rules: dict[type, Rule] = {}
        if read := {change.route: is_ for change in changes if (is_ := _new_minutes(change))}:
            self._rules[ArticleCardView] = card_rule(read)
        if wholes:
            self._rules |= rules_of_wholes(wholes)
        bodies = {change.now.path: change.body for change in changes if change.body}
        self._bodies = NewBodies(bodies, here or {}) if bodies else None
        if self._bodies:
            self._rules |= self._bodies.rules()

    def __bool__(self) -> bool:
        return bool(self._changes)

    @property
    def names(self) -> frozenset[str]:
        """Strings of which one is in each view with something new, where it shows no words of the texts."""
        routes = (change.route for change in self._changes if _new_minutes(change))
        return frozenset((*routes, *(name for whole in self._wholes for name in whole.names)))

    def of(self, task: Task) -> Task:
        """Return a task as a new plan would have it: the same one if it shows nothing that is new."""
        rules = dict(self._rules)
        for change in self._changes:
            if change.before.path == task.source and change.before.type in _SAID_IN_HEAD:
                rules[FrameView] = _Summary(change).in_frame
        within = self._bodies.rules_within if self._bodies else _nothing_within
        view = _rewritten(task.view, rules, within) if rules else task.view
        return task if view is task.view else replace(task, view=view)


def _new_minutes(change: Change) -> int:
    """Return how long a text takes to read now; 0 if that is as long as before."""
    was, is_ = (minutes(text.body.words) for text in (change.before, change.now))
    return is_ if is_ != was else 0


_Within = Callable[[Any], Mapping[type, Rule]]


def _nothing_within(_: Any) -> Mapping[type, Rule]:
    return {}


def _rewritten(value: Any, rules: Mapping[type, Rule], within: _Within) -> Any:
    """Return a value with rules applied to all objects of their classes in it; the same one if none is new.

    `within` says which further rules hold within an object.
    """
    kind = type(value)
    if kind in _PLAIN:
        return value
    if kind is tuple:
        items = tuple(_rewritten(item, rules, within) for item in value)
        return value if all(one is other for one, other in zip(items, value, strict=True)) else items
    if not is_dataclass(kind):
        return value
    new: dict[str, Any] = {}
    inner = {**rules, **more} if (more := within(value)) else rules
    for name in _names(kind):
        was = getattr(value, name)
        if type(was) not in _PLAIN and (is_ := _rewritten(was, inner, within)) is not was:
            new[name] = is_
    value = replace(value, **new) if new else value
    if kind not in rules:
        return value
    made = rules[kind](value)
    return value if made == value else made


@cache
def _names(kind: Any) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))


class _Summary:
    """How a text begins, in the heads of pages made from it."""

    def __init__(self, change: Change) -> None:
        self._before, self._now = change.before.summary, change.now.summary

    def in_frame(self, frame: FrameView) -> FrameView:
        was, is_ = (" ".join(text.split()) for text in (self._before, self._now))
        if was == is_ and self._before == self._now:
            return frame
        if not was or not is_ or was == frame.site.description:
            raise Undecided  # what is said of the whole site stands in the place of nothing
        if frame.head.description != was:
            return frame
        json_ld = structured.described(frame.head.json_ld, self._before, self._now)
        return replace(frame, head=replace(frame.head, description=is_, json_ld=json_ld))
