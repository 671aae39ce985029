"""The repository's own site: no warning, every fact on screen and on paper, the same bytes twice."""

from __future__ import annotations

import pikepdf
import pytest

from tests.support import demonstration as demo
from tests.support.html import parse, squash, words
from tests.support.pdf_text import page_texts

pytestmark = pytest.mark.slow

PDF = f"{demo.ISSUE}/eocic-3.pdf"

# What the newsletter of June 2019 reports, by article. Numbers stand with the words that give them meaning.
FACTS = {
    "masthead": ["19 June 2019", "European Observatory for Clusters and Industrial Change", "Newsletter"],
    "editor": ["Ulla Engelmann", "Head of Unit", "Advanced Technologies, Clusters and Social Economy"],
    "conference": [
        "Bucharest", "Palace of Parliament", "14–16 May 2019", "sixth edition", "450", "149 clusters",
        "369 meetings", "Romanian Presidency of the Council of the European Union", "Slawomir Tokarski",
        "Călin Bodea", "Secretary of State", "Germany, Lithuania, Poland, Portugal, Romania and Spain",
        "Alain Tubiana", "University of Strasbourg", "MasterClass-TER", "connecting ecosystems",
    ],
    "awards": [
        "Bianca Muntean", "Transilvania IT cluster", "European Cluster Manager of the Year 2019",
        "David Seoane", "impact connected car", "INNOSUP-1", "Lubos Komarek", "adpack²", "ESCP-4i",
        "Clotilde Nade", "European automotive cluster network", "ESCP-S3",
    ],
    "forum": [
        "14 March", "Brussels", "fourth", "Fifteen", "thirteen Member States", "European Cluster Excellence",
        "European Cluster Collaboration Platform", "Cluster Weeks", "Digital Cities Challenge",
        "Expert Group on Clusters", "Joint Cluster Initiatives", "Christophe Guichard", "Max Lemke",
        "DG CONNECT", "Nico Binsfeld", "Luxembourg Digital Skills Bridge", "Bertrand Pedersen", "PWC",
        "Cluster Internationalisation Programme for SMEs", "Go International action", "Blueprint",
        "New Skills Agenda for Europe", "Digital Skills and Jobs Coalition", "2020 pilot",
    ],
    "peer review": ["4 April 2019", "Turin", "Joint Peer Review Meeting", "World Café", "circular economy"],
    "policy lessons": [
        "Summary Report on Policy Lessons Learnt", "East and North Finland", "Hauts-de-France", "Wallonia",
        "Centre-Val de Loire", "Lithuania", "Piemonte", "Cantabria", "Saxony", "Slovenia", "five steps",
    ],
    "guide": ["Smart Guide", "European Strategic Cluster Partnerships"],
    "mapping tool": [
        "Cluster Mapping Tool", "51 traded", "10 emerging industries", "four modules", "cluster strength",
        "Regional Ecosystem Scoreboard", "hundreds of thousands",
    ],
    "expert group": ["38", "28", "2017", "March 2018", "May 2019"],
    "events": [
        "International Clean Energy Challenge", "Upper Austria", "33 researchers and young professionals",
        "International Bioplastics Cluster Meeting and Congress", "19 September 2019", "Horb am Neckar",
        "Invited Member States", "European Week of Regions and Cities", "22nd TCI Network Global Conference",
        "Antwerp",
    ],
    "about": [
        "COSME", "European Cluster Observatory", "European Service Innovation Centre", "scale-ups",
        "labour productivity", "smart specialisation",
    ],
    "contact": [
        "EUclusterobservatory@EOCIC.eu", "GROW-CLUSTERS@ec.europa.eu", "Deloitte", "Valdani Vicari", "VVA",
        "Sociedade Portuguesa de Inovação", "Maastricht University", "MERIT", "Fraunhofer ISI",
        "Strasbourg Conseil", "Centre for Industrial Studies", "CSIL", "Technical Research Centre of Finland",
        "VTT", "YouTube",
    ],
}  # fmt: skip

ADDRESSES = [
    "https://www.clustercollaboration.eu/eu-initiatives/cluster-internationalisation",
    "https://www.clustercollaboration.eu/eu-cluster-partnerships/escp-4i",
    "http://publications.europa.eu/publication/catalogue_number/KE-07-16-170-EN-N",
    "https://ec.europa.eu/social/main.jsp?langId=en&catId=1223",
    "https://ec.europa.eu/digital-single-market/en/digital-skills-jobs-coalition",
    "https://ec.europa.eu/regional_policy/en/information/publications/factsheets/2018/pilot-action-regions-in-industrial-transition",
    "https://eur-lex.europa.eu/legal-content/EN/TXT/?uri=legisum%3An26104",
    "https://www.clustercollaboration.eu/event-calendar/international-clean-energy-challenge",
    "https://www.clustercollaboration.eu/event-calendar/international-bioplastics-cluster-meeting-and-congress",
    "https://europa.eu/regions-and-cities/about/nutshell_en",
    "https://www.clustercollaboration.eu/event-calendar/22nd-tci-network-global-conference-tci-2019",
]


def bare(address):
    """Return an address as print shows it at the least."""
    return address.partition("://")[2].removeprefix("www.").partition("?")[0]


@pytest.fixture(scope="module")
def on_screen(demonstration):
    pages = [
        demonstration.text(name) for name in (f"{demo.ISSUE}/whole/index.html", f"{demo.ISSUE}/index.html")
    ]
    return squash(" ".join(words(parse(page)) for page in pages))


@pytest.fixture(scope="module")
def on_paper(demonstration):
    return squash(" ".join(page_texts(demonstration.output / PDF)))


def test_the_site_builds_without_a_warning(demonstration_report):
    assert demonstration_report.published
    assert [str(found) for found in demonstration_report.diagnostics if found.severity != "note"] == []


@pytest.mark.parametrize("part", FACTS)
def test_every_fact_is_on_screen_and_on_paper(part, on_screen, on_paper):
    assert [fact for fact in FACTS[part] if squash(fact) not in on_screen] == []
    assert [fact for fact in FACTS[part] if squash(fact) not in on_paper] == []


def test_every_address_is_a_link_on_screen_and_on_paper(demonstration):
    pages = [name for name in demonstration.pages() if name.startswith(("events/", f"{demo.ISSUE}/whole/"))]
    hrefs = {href for name in pages for href in parse(demonstration.text(name)).xpath("//main//a/@href")}
    with pikepdf.open(demonstration.output / PDF) as pdf:
        notes = [note for page in pdf.pages for note in page.get("/Annots", [])]
        uris = {str(note.A.URI) for note in notes if "/A" in note and "/URI" in note.A}
    assert [address for address in ADDRESSES if address not in hrefs] == []
    assert [address for address in ADDRESSES if address not in uris] == []


def test_addresses_are_printed_on_paper(on_paper):
    """A sheet of paper cannot be clicked."""
    assert [address for address in ADDRESSES if squash(bare(address)) not in on_paper] == []


def test_footnotes_are_numbered_through_the_issue(demonstration):
    tree = parse(demonstration.text(f"{demo.ISSUE}/whole/index.html"))
    calls = [int("".join(filter(str.isdigit, call))) for call in tree.xpath("//sup//a/text()")]
    assert calls == list(range(1, 8))


def test_the_pdf_is_small(demonstration):
    assert (demonstration.output / PDF).stat().st_size < 1_000_000


def test_the_pages_tell_the_pdf_as_it_is(demonstration):
    path = demonstration.output / PDF
    with pikepdf.open(path) as pdf:
        pages = len(pdf.pages)
    told = words(parse(demonstration.text(f"{demo.ISSUE}/index.html")))
    assert f"{pages} pages · {round(path.stat().st_size / 1000)} kB" in told


def test_same_bytes_in_another_folder_process_zone_and_locale(demonstration, tmp_path):
    folder = demo.copy_sources(tmp_path / "an other place")
    demo.build_elsewhere(folder)
    again = demo.Built(output=folder / "output").files()
    first = demonstration.files()
    assert sorted(again) == sorted(first)
    assert [name for name, data in first.items() if again[name] != data] == []
