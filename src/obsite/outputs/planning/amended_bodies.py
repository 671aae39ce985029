"""What a text has beside its words, where pages show it: headings, where links lead, the numbers of notes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from obsite.documents.aligning import same_references
from obsite.documents.document import Document
from obsite.markup.body import Passage
from obsite.outputs.feed import FeedPartView
from obsite.outputs.planning.amended_lengths import Rule
from obsite.outputs.planning.bodies import ALONE, Place, moved
from obsite.outputs.planning.texts import has_contents
from obsite.outputs.planning.ways import view_of
from obsite.outputs.views import BodyView, HeadingView, NoteView, TargetView, TextPage, WholePage
from obsite.site.target import Target

Targets = Mapping[int, Target | None]  # by reference index


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class NewBody:
    """A text as it was and is, and where those of its links lead that did not lead there before."""

    before: Document
    now: Document
    targets: Targets
    same: Mapping[int, int] = field(init=False)  # references that are as they were: index now -> before

    def __post_init__(self) -> None:
        object.__setattr__(self, "same", same_references(self.before.body, self.now.body))

    def view(self, view: BodyView, place: Place) -> BodyView:
        """Return the view of the text as it is now."""
        references = self.now.body.references
        return replace(
            view,
            targets=tuple(self._target(view, one.index, place) for one in references),
            pictures=tuple(
                view.pictures[self.same[one.index]] if one.index in self.same else None for one in references
            ),
            headings=self._headings(view),
            notes=self._notes(view),
        )

    def _target(self, view: BodyView, index: int, place: Place) -> TargetView:
        if index not in self.targets:
            return view.targets[self.same[index]]
        return moved(view_of(self.targets[index]), replace(place, prefix=view.anchor_prefix))

    def _headings(self, view: BodyView) -> tuple[HeadingView, ...]:
        now, prefix = self.now.body.headings, view.anchor_prefix
        if now == self.before.body.headings:
            return view.headings
        return tuple(HeadingView(level=h.level, anchor=f"{prefix}{h.anchor}", text=h.text) for h in now)

    def _notes(self, view: BodyView) -> tuple[NoteView, ...]:
        notes = self.now.body.footnotes
        if len(notes) == len(self.before.body.footnotes):
            return view.notes
        numbered = enumerate(notes, start=1)
        return tuple(NoteView(number=at, anchor=f"note-{at}", html=one.html) for at, one in numbered)


class NewBodies:
    """The rules for all that shows some texts. `here` has the anchors on pages of whole issues, by route."""

    def __init__(self, bodies: Mapping[str, NewBody], here: Mapping[str, Mapping[str, str]]) -> None:
        self._bodies = bodies
        self._here = here

    def rules(self) -> dict[type, Rule]:
        """Return the rules for texts by themselves."""
        return {BodyView: self._rule(ALONE), TextPage: self._contents}

    def rules_within(self, view: Any) -> dict[type, Rule]:
        """Return the rules for texts within a view that holds several."""
        if isinstance(view, FeedPartView):
            return {BodyView: self._rule(Place(links_home=True))}
        if isinstance(view, WholePage):
            return {BodyView: self._rule(Place(here=self._here.get(view.issue.route, {})))}
        return {}

    def _rule(self, place: Place) -> Rule:
        def rule(view: BodyView) -> BodyView:
            body = self._of(view)
            return body.view(view, place) if body else view

        return rule

    def _contents(self, page: TextPage) -> TextPage:
        body = self._of(page.body)
        return replace(page, toc=has_contents(body.now)) if body else page

    def _of(self, view: BodyView) -> NewBody | None:
        return self._bodies.get(view.html.path) if isinstance(view.html, Passage) else None
