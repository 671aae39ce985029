"""Codes about blocks and footnotes."""

from __future__ import annotations

from obsite.diagnostics.catalogue.entry import Entry
from obsite.diagnostics.model import Severity

ENTRIES = (
    Entry(
        code="unknown-block",
        severity=Severity.ERROR,
        headline="A block has a name that is not known.",
        why="Its content would appear as plain text between slashes.",
        example="/// calout | Key figures",
        cure="Correct the name after the three slashes.",
    ),
    Entry(
        code="unknown-option",
        severity=Severity.ERROR,
        headline="A block has an option that it does not know.",
        why="The option would have no effect, and its author would never learn of it.",
        example="/// figure | The hall\n    source: hall.jpg\n///",
        cure="Correct the name of the option, or remove it.",
    ),
    Entry(
        code="unclosed-block",
        severity=Severity.ERROR,
        headline="A block is not closed.",
        why="All that follows would become part of it.",
        example="/// callout | Key figures\n450 participants\n\n## The next chapter",
        cure="Write a line /// below its last line, with as many slashes as it was opened with.",
    ),
    Entry(
        code="undefined-footnote",
        severity=Severity.ERROR,
        headline="A footnote is called and has no text.",
        why="Readers would see the raw mark in the middle of a sentence.",
        example="As the study shows.[^study]",
        cure="Add a line such as [^study]: Title of the study, 2019.",
    ),
    Entry(
        code="unused-footnote",
        severity=Severity.WARNING,
        headline="A footnote has text and is called nowhere.",
        why="It is not printed, so what it says is lost.",
        example="[^study]: Title of the study, 2019.",
        cure="Call it in the text with [^study], or remove it.",
    ),
)
