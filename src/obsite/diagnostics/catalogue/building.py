"""Codes about making and writing the outputs."""

from __future__ import annotations

from obsite.diagnostics.catalogue.entry import Entry
from obsite.diagnostics.model import Severity

ENTRIES = (
    Entry(
        code="pdf-unavailable",
        severity=Severity.WARNING,
        headline="PDFs cannot be made on this machine.",
        why="The library Pango, which sets the type, is missing. The website is built without PDFs.",
        example="A fresh machine without the system package for Pango.",
        cure="Run obsite doctor: it names the command that installs what is missing.",
    ),
    Entry(
        code="pdf-warning",
        severity=Severity.WARNING,
        headline="The program that sets PDFs complains of something.",
        why="Part of a page may look other than meant: a rule of a style sheet was not understood, for one.",
        example="A style sheet of the theme with a property that only browsers know.",
        cure="Look at the PDF. If it is in order, lower the code in site.yaml; if not, correct the place.",
    ),
    Entry(
        code="render-failed",
        severity=Severity.ERROR,
        headline="An output could not be made.",
        why="Something went wrong that has no code of its own.",
        example="A picture so large that the memory does not suffice.",
        cure="Read the message. If the content is in order, please report it as a bug of obsite.",
        firm=True,
    ),
    Entry(
        code="dead-worker",
        severity=Severity.ERROR,
        headline="A helper process ended in the middle of its work.",
        why="The output it was making is lost. Most often the computer ran out of memory.",
        example="A build of many large PDFs on a small machine.",
        cure="Build with fewer processes at a time: obsite build -j 1.",
        firm=True,
    ),
    Entry(
        code="output-not-ours",
        severity=Severity.NOTE,
        headline="The output folder holds a file that obsite did not write.",
        why="It is left alone unless an output needs its place, and it would be published with the site.",
        example="output/old-programme.pdf, copied there by hand",
        cure="Move it to content/ if it belongs to the site; otherwise delete it.",
    ),
    Entry(
        code="output-blocked",
        severity=Severity.ERROR,
        headline="A folder stands in the output folder where a file has to go.",
        why="It holds files that obsite did not write, so it is not deleted, and nothing is published.",
        example="output/feed.xml/, a folder made by hand",
        cure="Move the folder out of the output folder.",
        firm=True,
    ),
    Entry(
        code="changed-while-building",
        severity=Severity.ERROR,
        headline="A file was saved in the middle of a build.",
        why="Some pages would show the old file and others the new one.",
        example="A picture that is replaced while its smaller versions are being made.",
        cure="Build again.",
        firm=True,
    ),
)
