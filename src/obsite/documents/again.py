"""A text that is read again while its header stays as it is: no model of front matter is needed for that.

Models take longer to import than a text takes to be converted, so a build of a few new words does without.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass

from obsite.diagnostics.model import Diagnostic
from obsite.documents.editorial import read_body
from obsite.documents.reading import Reading
from obsite.markup.body import Body
from obsite.markup.convert import convert_scanned, scan_source
from obsite.text.front_matter import source_of, split
from obsite.text.slugs import slugify
from obsite.text.source import read_text

_FIRST_HEADING = re.compile(r"\s*#[ \t]+(.+?)[ \t]*#*[ \t]*(?:\n|$)")


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownHeader:
    """What is known of a text before it is read again. `title` is as its author gives it, or ""."""

    path: str
    type: str
    lang: str
    title: str
    digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadAgain:
    """A text below the header that was known."""

    body: Body
    reading: Reading
    diagnostics: tuple[Diagnostic, ...]


def header_digest(source: str) -> str:
    """Return the digest of a header as it is written, with its form."""
    return hashlib.blake2b(source.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def repeats_title(title: str, body: str) -> bool:
    """Return whether a leading `# Heading` is the document's title and not its first section."""
    if not title:
        return True
    found = _FIRST_HEADING.match(body)
    return found is not None and slugify(found[1]) == slugify(title)


def read_again(known: KnownHeader, data: bytes) -> ReadAgain | None:
    """Return the text in a file's bytes as `load_document` would; None unless its header is the one known."""
    if known.path.endswith((".yaml", ".yml")):
        return None
    found: list[Diagnostic] = []
    text = read_text(data, known.path, found.append)
    if text is None:
        return None
    parts = split(text)
    # The text of an event may stand in its header.
    if header_digest(source_of(parts)) != known.digest or (known.type == "event" and not parts.body):
        return None
    source = scan_source(parts.body, path=known.path, first_line=parts.body_line)
    take_title = repeats_title(known.title, parts.body)
    body = convert_scanned(source, emit=found.append, lang=known.lang, take_title=take_title)
    reading = read_body(source, body, known.lang, found.append)
    return ReadAgain(body=body, reading=reading, diagnostics=tuple(found))
