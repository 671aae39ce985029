"""Whatever is typed into a site's files, finding its faults raises nothing and touches no output."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from obsite.diagnostics.printers import github, sarif
from tests.support.sites import TestSite, shore

ROOT = Path(__file__).parent.parent
TEMPLATES = ("home.html", "base.html", "macros/cards.html", "blocks/pullquote.html", "feeds/atom.xml",
             "strings/theme/en.yaml", "print/issue.html")  # fmt: skip
SLIPS = [
    "{{", "}}", "{%", "%}", "{#", "---", "\n", "  ", "- ", ": ", "[", "]", "(", ")", "\t", "\0", "/// ", "///",
    "[^x]", "![", "<", "&", "|", "#", "../", "{", "}", "'", '"', "é", "2026-02-30", "null", "*", "end",
]  # fmt: skip


def garbled(data: bytes, chance: random.Random) -> bytes:
    """Return a file as it is after a slip of the hand: something typed, deleted, pasted or cut off."""
    at, length = chance.randrange(len(data) + 1), chance.randint(1, 40)
    match chance.randrange(5):
        case 0 | 1:
            return data[:at] + chance.choice(SLIPS).encode() + data[at:]
        case 2:
            return data[:at] + data[at + length :]
        case 3:
            to = chance.randrange(len(data) + 1)
            return data[:to] + data[at : at + length] + data[to:]
        case _:
            return data[:at] + bytes([chance.randrange(256)])


@pytest.mark.slow
def test_slips_of_the_hand(tmp_path: Path) -> None:
    sound = {path: text if isinstance(text, bytes) else text.encode() for path, text in shore().items()}
    sound |= {f"templates/{name}": (ROOT / "templates" / name).read_bytes() for name in TEMPLATES}
    site = TestSite(tmp_path).write({**sound})
    assert site.build().published
    before = site.output()
    for seed in range(60):
        chance = random.Random(seed)
        slips = {path: garbled(sound[path], chance) for path in chance.sample(sorted(sound), 3)}
        site.write({**slips})
        found = site.check()
        assert site.told(found) or not found
        assert sarif.render(found)
        assert len(github.render(found).splitlines()) == len(found), f"seed {seed}"
        site.write({path: sound[path] for path in slips})
    assert site.output() == before
