"""Addresses of sectors, on sites with one list of them and with several that share names."""

from __future__ import annotations

from obsite.data.codelist import CodeList
from obsite.data.databank import Databank
from tests.support.handmade import codelist, databank, indicator
from tests.unit.site.conftest import resolved

CRAFTS = codelist("crafts", [("glass", "Glass", "", ""), ("wool", "Wool", "", "")], kind="sector")
TRENDS = codelist(
    "trends",
    [("glass", "Glass", "", ""), ("trends-light", "Light", "", "")],
    kind="sector",
    overlapping="true",
)


def bank(*lists: CodeList) -> Databank:
    figures = [
        indicator(
            f"jobs-{known.name}", [("sector", known, "")], [("2021", code, "3") for code in known.codes]
        )
        for known in lists
    ]
    return databank(lists, figures)


def test_one_list_needs_no_name_in_addresses():
    site = resolved({"index.md": "Hello"}, databank=bank(CRAFTS)).site
    assert site.sectors.routes == {"glass": "/sectors/glass/", "wool": "/sectors/wool/"}


def test_several_lists_keep_their_names_in_addresses():
    site = resolved({"index.md": "Hello"}, databank=bank(CRAFTS, TRENDS)).site
    assert site.sectors.routes == {
        "crafts/glass": "/sectors/crafts/glass/",
        "wool": "/sectors/crafts/wool/",
        "trends/glass": "/sectors/trends/glass/",
        "trends-light": "/sectors/trends/light/",
    }
    assert site.sectors.lists == {
        "crafts": ("crafts/glass", "wool"),
        "trends": ("trends/glass", "trends-light"),
    }


def test_texts_and_links_of_sectors_that_share_a_code():
    texts = {
        "index.md": "[[trends/glass]] and [[wool]]",
        "sectors/light.md": "---\ncode: trends/glass\n---\nIt shines.",
    }
    found = resolved(texts, databank=bank(CRAFTS, TRENDS))
    assert found.codes == []
    assert found.site.routes["content/sectors/light.md"] == "/sectors/trends/glass/"
    assert [target and target.href for target in found.targets("index.md")] == [
        "/sectors/trends/glass/",
        "/sectors/crafts/wool/",
    ]
