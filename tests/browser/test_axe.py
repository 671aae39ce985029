"""axe finds no violation of WCAG 2.2 AA on any kind of page, light and dark, wide and narrow."""

from __future__ import annotations

from pathlib import Path

import axe_playwright_python
import pytest

from tests.support.browsing import DESKTOP, MARKS, PHONE, opened

pytestmark = MARKS

AXE = Path(axe_playwright_python.__file__).parent / "axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
ALL = {"runOnly": {"type": "tag", "values": TAGS}, "resultTypes": ["violations"]}
COLOURS = {"runOnly": {"type": "rule", "values": ["color-contrast"]}, "resultTypes": ["violations"]}

_RUN = """(options) => axe.run(document, options).then((found) => found.violations.flatMap((fault) =>
  fault.nodes.map((node) => `${fault.id}: ${node.target.join(" ")}: ${node.failureSummary}`)))"""


def violations(page, colours, options):
    page.emulate_media(color_scheme=colours, reduced_motion="reduce")
    return page.evaluate(_RUN, options)


@pytest.mark.parametrize("width", [DESKTOP, PHONE])
def test_axe_finds_nothing(browser, site, pictures, width):
    script = AXE.read_text(encoding="utf-8")
    addresses = [site.url + name for name in site.kinds().values()] + [f"{pictures.url}gallery/"]
    found = {}
    with opened(browser, width=width, bypass_csp=True) as (page, _):
        for address in addresses:
            page.goto(address)
            page.evaluate(script)
            faults = violations(page, "light", ALL) + violations(page, "dark", COLOURS)
            if faults:
                found[address] = faults
    assert found == {}
