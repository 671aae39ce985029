"""Which codes have a page, where it is, and what is said of codes that there are not."""

from __future__ import annotations

from obsite.data.databank import Databank
from tests.support.handmade import codelist, databank, indicator
from tests.unit.site.conftest import resolved

COAST = codelist(
    "regions",
    [
        ("N", "Norland", "", "0"),
        ("N1", "Harbour", "N", "1"),
        ("N2", "Marsh", "N", "1"),
        ("N3", "Empty Quarter", "N", "1"),
    ],
    kind="region",
)


def bank() -> Databank:
    rows = [(period, code, "3") for period in ("2020", "2021") for code in ("N", "N1", "N2")]
    return databank([COAST], [indicator("jobs", [("region", COAST, "N")], rows, title="Jobs")])


def test_codes_of_the_fullest_level_with_figures_have_a_profile():
    site = resolved({"index.md": "Hello"}, databank=bank()).site
    assert site.regions.codes == ("N1", "N2")
    assert site.regions.routes == {"N1": "/regions/n1/", "N2": "/regions/n2/"}


def test_a_text_or_a_word_in_the_configuration_adds_a_profile():
    texts = {"index.md": "Hello", "regions/n3.md": "Nobody lives here."}
    site = resolved(texts, databank=bank(), config="observatory: {profiles: [N]}\n").site
    assert list(site.regions.routes) == ["N1", "N2", "N", "N3"]
    assert site.regions.codes == ("N1", "N2"), "nothing is compared with what has no figures"
    assert site.regions.texts["N3"].title == "Empty Quarter"


def test_links_lead_to_what_data_makes():
    text = "[[N1]], [[jobs]], [those](regions/N2.md), [these](indicators/jobs.yaml), [all](indicators/)."
    found = resolved({"index.md": text}, databank=bank())
    assert [target and (target.href, target.text) for target in found.targets("index.md")] == [
        ("/regions/n1/", "Harbour"),
        ("/indicators/jobs/", "Jobs"),
        ("/regions/n2/", ""),
        ("/indicators/jobs/", ""),
        ("/indicators/", ""),
    ]
    assert found.codes == []


def test_codes_and_indicators_that_there_are_not():
    texts = {"index.md": "Hello", "regions/N22.md": "Where is it?", "regions/x.md": "---\ncode: N11\n---\n"}
    config = "observatory:\n  featured: [N1, N4]\n  key_figures: [jobs, job]\n"
    found = resolved(texts, databank=bank(), config=config)
    assert sorted(found.codes) == ["unknown-indicator", *["unknown-profile"] * 3]
    assert "Did you mean `jobs`?" in found.only("unknown-indicator").help


def test_levels_and_codes_of_charts_that_there_are_not():
    config = "observatory:\n  levels: ['1', '7']\n  profile:\n    - {indicator: jobs, where: {sex: F}}\n"
    found = resolved({"index.md": "Hello"}, databank=bank(), config=config)
    assert sorted(found.codes) == ["unknown-dimension", "unknown-profile"]
    assert "has no level `7`" in found.only("unknown-profile").message
    wrong = config.replace("sex: F", "region: N9").replace(", '7'", "")
    assert resolved({"index.md": "Hello"}, databank=bank(), config=wrong).codes == ["unknown-code"]


def test_without_a_list_of_regions_their_texts_are_pages():
    site = resolved({"index.md": "Hello", "regions/one.md": "# One"}).site
    assert [page.path for page in site.pages] == ["content/index.md", "content/regions/one.md"]
