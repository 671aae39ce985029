"""Codes about the keys and values of headers, block options, data files and site.yaml."""

from __future__ import annotations

from obsite.diagnostics.catalogue.entry import Entry
from obsite.diagnostics.model import Severity

ENTRIES = (
    Entry(
        code="unknown-key",
        severity=Severity.ERROR,
        headline="A key is not known here.",
        why="A misspelt key has no effect, and its author would never learn of it.",
        example="titel: Spring issue",
        cure="Correct the spelling, or remove the key.",
    ),
    Entry(
        code="repeated-key",
        severity=Severity.ERROR,
        headline="A key is given twice.",
        why="Only one of the values can count, and it is not clear which one is meant.",
        example="title: Spring issue\ndate: 2019-03-20\ntitle: Issue 2",
        cure="Keep one of them and remove the other.",
    ),
    Entry(
        code="comment-in-value",
        severity=Severity.WARNING,
        headline="Part of a value is read as a comment.",
        why='In YAML, what follows a space and a # is a comment: the title would be just "Issue".',
        example="title: Issue #3",
        cure="Put the value in quotes. If it is a comment, write a space behind the #.",
    ),
    Entry(
        code="missing-key",
        severity=Severity.ERROR,
        headline="A key that must be given is missing.",
        why="The page cannot be made without it: an event, for one, needs the day it starts.",
        example="title: Cluster conference\nlocation: Bucharest",
        cure="Add the key with its value.",
    ),
    Entry(
        code="invalid-value",
        severity=Severity.ERROR,
        headline="A value is not of the kind that its key needs.",
        why="obsite would have to guess what is meant.",
        example="columns: two",
        cure="Write a value of the kind that the message asks for.",
    ),
    Entry(
        code="invalid-date",
        severity=Severity.ERROR,
        headline="A date cannot be read, or is not in the calendar.",
        why="Dates decide the order of issues, what is upcoming and when something goes live.",
        example="date: 2024-02-30",
        cure="Write year, month and day, as in 2019-06-19, with a time if need be: 2019-06-19 14:30.",
    ),
    Entry(
        code="foreign-key",
        severity=Severity.NOTE,
        headline="A key is spelt as another tool spells it.",
        why="It is read as obsite's own key, so files written for other tools work as they are.",
        example="lastmod: 2019-06-19",
        cure="Nothing needs doing. To follow the manual, use the name that the note gives.",
    ),
    Entry(
        code="unknown-person",
        severity=Severity.ERROR,
        headline="A person is named by an id that people.yaml does not have.",
        why="Name, role and portrait are taken from there.",
        example="editor: jdoe",
        cure="Correct the id, add the person to content/people.yaml, or write name and role out in place.",
    ),
    Entry(
        code="missing-date",
        severity=Severity.WARNING,
        headline="An issue has no date.",
        why="It cannot take its place among the other issues; it comes last in the archive.",
        example="content/issues/spring/index.md without the key date",
        cure="Add date: 2019-06-19 to its header, or begin its name with the date: 2019-06-19-spring.",
    ),
    Entry(
        code="event-order",
        severity=Severity.ERROR,
        headline="An event ends before it starts.",
        why="Calendar programs refuse such an entry, and readers would miss the event.",
        example="start: 2019-09-26\nend: 2019-09-22",
        cure="Correct the start or the end; an event of one day needs no end.",
    ),
    Entry(
        code="invalid-cover",
        severity=Severity.ERROR,
        headline="The cover of an issue cannot be drawn.",
        why="A cover is made from a table of points or from a picture, and what is given does not serve.",
        example="cover:\n  constellation:\n    points: regions.csv\n    x: longitude",
        cure="Check that the file is there and that the columns named have numbers in every row.",
    ),
)
