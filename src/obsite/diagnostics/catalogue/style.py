"""Codes of the editorial reading of an issue: nothing is broken, but readers deserve better."""

from __future__ import annotations

from obsite.diagnostics.catalogue.entry import Entry
from obsite.diagnostics.model import Severity

ENTRIES = (
    Entry(
        code="vague-link",
        severity=Severity.WARNING,
        headline="The text of a link does not say where it leads.",
        why="People who go from link to link with a screen reader hear only these words.",
        example="Register [here](https://example.org/register).",
        cure="Let the link say what it opens: [Register for the conference](...).",
    ),
    Entry(
        code="doubled-punctuation",
        severity=Severity.WARNING,
        headline="A punctuation mark stands twice.",
        why="It is almost always left over from an edit.",
        example="The conference was a success.. Next year",
        cure="Remove one of the marks.",
    ),
    Entry(
        code="foreign-tag",
        severity=Severity.WARNING,
        headline="A text holds a tag of another tool.",
        why="obsite runs no code in texts, so readers see the tag itself.",
        example="{% include sponsor.html %}",
        cure="Take the tag out, or write what it stood for.",
    ),
    Entry(
        code="unexplained-acronym",
        severity=Severity.NOTE,
        headline="An acronym is used before it is explained.",
        why="New readers do not know it yet.",
        example="The ESCP-4i met in Turin.",
        cure="Write it out at its first use with the acronym in brackets, or add it to the glossary.",
    ),
    Entry(
        code="past-event",
        severity=Severity.WARNING,
        headline="An event announced as upcoming is over.",
        why="Readers would write down a date that has passed.",
        example="An issue of June that announces an event of May.",
        cure="Correct the date, or take the event off the list.",
    ),
    Entry(
        code="name-variant",
        severity=Severity.WARNING,
        headline="A name or term is written in two ways.",
        why="Readers wonder whether two things are meant, and a search finds only half.",
        example="e-learning in one article, eLearning in the next",
        cure="Settle on one spelling; the glossary can say which one is right.",
    ),
    Entry(
        code="two-numbers",
        severity=Severity.WARNING,
        headline="One fact is told with two different numbers.",
        why="At most one of them is right, and readers trust neither.",
        example="450 participants in the editorial, 400 participants in the article",
        cure="Find out which number is right and use it in both places.",
    ),
)
