"""A made-up newsletter: pages of about 3 kB with links, footnotes, lists and a table, the same in every run.

Tools differ in how they want links between pages written; `Page.markdown` takes a function for that.
"""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass

WORDS = (
    *(
        "region",
        "cluster",
        "firm",
        "harbour",
        "field",
        "river",
        "skill",
        "award",
        "meeting",
        "valley",
        "market",
    ),
    *("union", "council", "worker", "growth", "partner", "summer", "network", "machine", "garden", "lesson"),
    *(
        "price",
        "winter",
        "letter",
        "visit",
        "school",
        "energy",
        "bridge",
        "window",
        "season",
        "paper",
        "road",
    ),
)
FIRST_DAY = dt.date(1998, 1, 1)
AS_OF = dt.date(2035, 1, 1)  # after the last page's day
PER_SECTION = 100
PARTS = 4

Link = Callable[["Page"], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One page. All that is in it follows from its number and how many there are."""

    number: int
    of: int

    @property
    def section(self) -> str:
        return f"s{self.number // PER_SECTION:03}"

    @property
    def slug(self) -> str:
        return f"p{self.number:05}"

    @property
    def path(self) -> str:
        """Its address within the site, and its file without the suffix."""
        return f"{self.section}/{self.slug}"

    @property
    def title(self) -> str:
        chance = random.Random(f"title {self.number}")
        return f"{chance.choice(WORDS).title()} and {chance.choice(WORDS)}, {self.number}"

    @property
    def day(self) -> dt.date:
        return FIRST_DAY + dt.timedelta(days=self.number)

    @property
    def tags(self) -> tuple[str, ...]:
        return tuple(sorted(random.Random(f"tags {self.number}").sample(WORDS[:12], 2)))

    def markdown(self, link: Link) -> str:
        """Return its text. `link` tells how a page is linked to in the tool's own way."""
        chance = random.Random(self.number)
        parts = [part for number in range(PARTS) for part in self._part(number, chance, link)]
        return "\n\n".join((*parts, table(chance), *notes(chance))) + "\n"

    def _part(self, number: int, chance: random.Random, link: Link) -> Iterator[str]:
        other = Page(number=chance.randrange(self.of), of=self.of)
        yield f"## {chance.choice(WORDS).title()} {chance.choice(WORDS)}"
        yield f"{prose(chance, 45)} See [{chance.choice(WORDS)}]({link(other)}).[^{number + 1}]"
        yield f"- {prose(chance, 8)}\n- {prose(chance, 8)}"
        yield f"**{chance.choice(WORDS).title()}** {prose(chance, 28)} `{chance.choice(WORDS)}`"


def pages(number: int) -> Iterator[Page]:
    """Yield all pages of a newsletter of that many."""
    return (Page(number=n, of=number) for n in range(number))


def prose(chance: random.Random, words: int) -> str:
    """Return a sentence."""
    return " ".join(chance.choice(WORDS) for _ in range(words)).capitalize() + "."


def table(chance: random.Random) -> str:
    """Return a table of six rows."""
    rows = [
        f"| {chance.choice(WORDS)} | {chance.randint(1, 99)} | {chance.choice(WORDS)} |" for _ in range(6)
    ]
    return "\n".join(("| What | How many | Where |", "|---|--:|---|", *rows))


def notes(chance: random.Random) -> list[str]:
    """Return the footnotes that the parts call."""
    return [f"[^{number + 1}]: {prose(chance, 11)}" for number in range(PARTS)]


def relative_file(other: Page) -> str:
    """Link to a page's source file, as most tools understand it."""
    return f"../{other.path}.md"


def relative_address(other: Page) -> str:
    """Link to the folder in which a page is published."""
    return f"../../{other.path}/"
