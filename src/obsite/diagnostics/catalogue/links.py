"""Codes about links, anchors, pictures and addresses."""

from __future__ import annotations

from obsite.diagnostics.catalogue.entry import Entry
from obsite.diagnostics.model import Severity

ENTRIES = (
    Entry(
        code="broken-link",
        severity=Severity.ERROR,
        headline="A link leads to a file that is not there.",
        why="Readers would come to an error page.",
        example="[The programme](../events/confernce.md)",
        cure="Correct the path. It starts from the folder of the file that the link stands in.",
    ),
    Entry(
        code="dead-anchor",
        severity=Severity.ERROR,
        headline="A link leads to a place that its page does not have.",
        why="Readers would land at the top of the page and have to search.",
        example="[The awards](conference.md#award)",
        cure="Use an anchor of the page; headings get theirs from their words: ## The awards is #the-awards.",
    ),
    Entry(
        code="missing-picture",
        severity=Severity.ERROR,
        headline="A picture is not there.",
        why="The page and the PDF would show an empty frame.",
        example="![The hall](hall.jpeg), when the file is called hall.jpg",
        cure="Correct the path, or put the picture beside the text.",
    ),
    Entry(
        code="missing-alt",
        severity=Severity.WARNING,
        headline="A picture has no alternative text.",
        why="People who cannot see the picture learn nothing of what it shows.",
        example="![](hall.jpg)",
        cure="Describe the picture in the square brackets. A mere ornament says decorative: true.",
    ),
    Entry(
        code="unreadable-picture",
        severity=Severity.ERROR,
        headline="A picture is damaged, or of a kind that is not supported.",
        why="It cannot be measured or scaled, and browsers would not show it.",
        example="A file hall.jpg that was cut off while it was copied.",
        cure="Save the picture again as JPEG, PNG, WebP, GIF or SVG.",
    ),
    Entry(
        code="remote-resource",
        severity=Severity.WARNING,
        headline="A picture, frame or script would be loaded from another host.",
        why="The other host would learn who reads the page. obsite shows a link in its place.",
        example="![Logo](https://example.org/logo.png)",
        cure="Put a copy of the file beside the text and use its path.",
    ),
    Entry(
        code="absolute-link",
        severity=Severity.WARNING,
        headline="A link begins with / and is no address of this site.",
        why="It leads to the top of the web server, where there may be nothing, and fails below a sub-path.",
        example="[About us](/about-us.html)",
        cure="Link to the source file by its relative path, or write the full address of the other site.",
    ),
    Entry(
        code="unknown-term",
        severity=Severity.ERROR,
        headline="A short link names a term that the glossary does not have.",
        why="There is no text to show and no page to lead to.",
        example="[[peer-reviw]]",
        cure="Correct the key, or add the term to content/glossary.yaml.",
    ),
    Entry(
        code="duplicate-anchor",
        severity=Severity.WARNING,
        headline="Two places of one page have the same anchor.",
        why="Links to it only ever reach the first of them.",
        example="## Awards {#awards}\n\n## More awards {#awards}",
        cure="Give one of them another name in braces.",
    ),
    Entry(
        code="duplicate-route",
        severity=Severity.ERROR,
        headline="Two files would be published at one address.",
        why="One would overwrite the other.",
        example="content/about.md and content/about/index.md",
        cure="Rename one of the files, or give one of them a slug or permalink of its own.",
        firm=True,
    ),
    Entry(
        code="empty-link",
        severity=Severity.WARNING,
        headline="A link has no text or no address.",
        why="Readers have nothing to press, or nowhere to go.",
        example="[Register now]()",
        cure="Write the text in the square brackets and the address in the round ones.",
    ),
)
