"""Codes about files as such, and about the header of a file."""

from __future__ import annotations

from obsite.diagnostics.catalogue.entry import Entry
from obsite.diagnostics.model import Severity

ENTRIES = (
    Entry(
        code="unreadable-file",
        severity=Severity.ERROR,
        headline="A file of the site cannot be read.",
        why="The computer refused to open it, so its page would be missing without anybody noticing.",
        example="A file that belongs to another user, or a link to a file that has been deleted.",
        cure="Give yourself permission to read the file, or remove it from the site's folder.",
        firm=True,
    ),
    Entry(
        code="link-leaves-site",
        severity=Severity.WARNING,
        headline="A symbolic link leads out of the site's folder.",
        why="What lies outside would be missing on every other computer, so the link is not followed.",
        example="content/photos, a link to a folder of pictures elsewhere on the disk.",
        cure="Copy the file or folder into the site.",
    ),
    Entry(
        code="wrong-encoding",
        severity=Severity.ERROR,
        headline="A text file is not written in UTF-8.",
        why="Accented letters and signs would appear as rubbish, or be lost.",
        example='A file saved on an old Windows machine as "ANSI", in which é is one byte.',
        cure="Open the file in an editor and save it again with the encoding UTF-8.",
        firm=True,
    ),
    Entry(
        code="unclosed-front-matter",
        severity=Severity.ERROR,
        headline="The header of a file begins with --- and never ends.",
        why="Without the second line of dashes, nobody can tell the header from the text.",
        example="---\ntitle: Spring issue\n\nDear readers, ...",
        cure="Write a line of exactly three dashes below the last key of the header.",
    ),
    Entry(
        code="foreign-front-matter",
        severity=Severity.NOTE,
        headline="The header of a file has the form of another tool.",
        why="It is read all the same; the form with --- above and below is what the manual describes.",
        example="Title: Spring issue\nDate: 2019-03-20\n\nDear readers, ...",
        cure="Nothing needs doing. To follow the manual, put a line --- above and below the keys.",
    ),
    Entry(
        code="yaml-syntax",
        severity=Severity.ERROR,
        headline="A header or a data file is not valid YAML.",
        why="The keys cannot be told from their values, so the file cannot be understood.",
        example="title: Clusters: what comes next",
        cure='Put values that contain ": " or begin with a special sign in quotes, and indent with spaces.',
    ),
    Entry(
        code="missing-content",
        severity=Severity.WARNING,
        headline="The site has no content.",
        why="A build would give a website without pages.",
        example="A folder with site.yaml, but without the folder content/.",
        cure='Write a first page content/index.md, or run obsite new issue "My first issue".',
    ),
    Entry(
        code="missing-config",
        severity=Severity.ERROR,
        headline="There is no site.yaml.",
        why="The file holds the title and the address of the site and marks the folder it lives in.",
        example="obsite build, run in a folder that is not part of a site.",
        cure="Go to the folder of the site, name it with -C, or start a new site with obsite init.",
        firm=True,
    ),
)
