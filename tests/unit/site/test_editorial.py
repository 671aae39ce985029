"""What only shows when the texts of an issue are read together."""

from __future__ import annotations

import pytest

ISSUE, ONE, TWO = "issues/spring/index.md", "issues/spring/one.md", "issues/spring/two.md"


@pytest.fixture
def issue(site, text):
    """An issue of an editorial and articles; `more` are further files, keywords go to the site."""

    def make(editorial, *articles, more=None, meta=None, **options):
        files = {ISSUE: text(editorial, title="Spring", date="2026-05-01", **(meta or {}))}
        for name, body in zip((ONE, TWO), articles, strict=False):
            files[name] = text(body, title=name[-6:-3].title())
        return site(files | (more or {}), **options)

    return make


# Numbers


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            "The 14 representatives of 13 countries discussed skills in Brussels.",
            "Fifteen representatives of thirteen countries came together.",
        ),
        (
            "Some 400 people came to the spring conference in Bucharest.",
            "About 450 people came to Bucharest for the conference in spring.",
        ),
        (
            "We ringed 369 meadow pipits at Heron Point in May.",
            "At Heron Point 396 meadow pipits were ringed this May.",
        ),
    ],
)
def test_one_fact_with_two_numbers(issue, one, other):
    built = issue(one, other)
    found = built.only("two-numbers")
    assert (found.span.path, found.related[0].span.path) == (f"content/{ONE}", f"content/{ISSUE}")
    assert found.related[0].span.line == 6


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            "The 14 representatives of 13 countries came.",
            "Fourteen representatives of thirteen countries came.",
        ),
        ("Three challenges remain for ringers.", "Five challenges await those who count."),
        ("The hide has 4 windows.", "The tower has 12 windows."),
        ("Six main challenges wait for members.", "Five joint challenges wait for members."),
        # Whoever names both numbers knows of them.
        (
            "The 14 representatives of 13 countries came.",
            "Fifteen representatives of 13 countries, not 14 representatives.",
        ),
        ("More than 400 people came to Bucharest in spring.", "450 people came to Bucharest in spring."),
        ("The 14 representatives of 13 countries came.", "`15 representatives of 13 countries`"),
    ],
)
def test_numbers_that_do_not_contradict(issue, one, other):
    assert issue(one, other).codes == []


def test_key_figures_are_held_against_the_text(site, text):
    article = "---\ntitle: Forum\nfigures:\n  - {value: '14', label: representatives}\n---\nFifteen representatives of 13 countries met.\n"
    built = site({ISSUE: text("x", title="Spring", date="2026-05-01"), ONE: article})
    assert built.places("two-numbers") == [("issues/spring/one.md", 4, 13)]


def test_a_text_that_contradicts_itself(issue):
    built = issue(
        "The 14 representatives of 13 EU states came.\n\nFifteen representatives of thirteen states left."
    )
    assert built.places("two-numbers") == [("issues/spring/index.md", 8, 1)]


def test_a_headline_is_held_against_its_text(site, text):
    article = text(
        "Eleven meadow pipits were ringed at Heron Point.", title="Ten meadow pipits at Heron Point"
    )
    built = site({ISSUE: text("x", title="Spring", date="2026-05-01"), ONE: article})
    assert built.codes == ["two-numbers"]


def test_two_issues_may_differ(site, text):
    files = {
        "issues/2026-04-01-a.md": text("The 14 representatives of 13 countries came to Rome.", title="A"),
        "issues/2026-05-01-b.md": text("The 15 representatives of 13 countries came to Rome.", title="B"),
    }
    assert site(files).codes == []


# Acronyms


def test_an_acronym_that_nobody_explains_is_said_once_at_its_first_use(issue):
    built = issue("A good spring.", "The RSB met.\n\nThe RSB ate.", "The RSB again.")
    assert built.places("unexplained-acronym") == [("issues/spring/one.md", 5, 5)]
    assert built.only("unexplained-acronym").severity == "note"


def test_an_acronym_explained_earlier_in_the_issue(issue):
    assert issue("The Royal Society for Birds (RSB) met.", "The RSB ate.").codes == []


def test_an_acronym_explained_too_late(issue):
    built = issue("The RSB met.", "The Royal Society for Birds (RSB) ate.")
    found = built.only("unexplained-acronym")
    assert "before it is explained" in found.message
    assert found.related[0].span.path == f"content/{ONE}"


@pytest.mark.parametrize(
    ("more", "config"),
    [
        ({"glossary.yaml": "rsb:\n  term: Royal Society\n  abbreviation: RSB\n"}, ""),
        ({"people.yaml": "ada:\n  name: Ada Ives\n  organisation: RSB\n"}, ""),
        ({}, "editorial: {known_acronyms: [RSB]}\n"),
        ({}, "organisation: {name: RSB}\n"),
    ],
)
def test_acronyms_the_site_explains(issue, more, config):
    assert issue("The RSB met.", more=more, config=config).codes == []


def test_house_vocabulary_is_said_once_for_all_issues(site, text):
    files = {f"issues/2026-05-0{day}-a{day}.md": text("The RSB met.", title="A") for day in range(1, 6)}
    built = site(files)
    assert built.places("unexplained-acronym") == [("issues/2026-05-05-a5.md", 5, 5)]
    assert "4 issues before" in built.only("unexplained-acronym").message


# Events


def event(text, start, **more):
    return {"events/walk.md": text(title="Walk", start=start, **more)}


def test_an_event_of_the_issue_that_is_over(issue, text):
    built = issue("x", more=event(text, "2026-04-01"), meta={"events": ["../../events/walk.md"]})
    assert built.places("past-event") == [("issues/spring/index.md", 4, 10)]
    assert built.only("past-event").related[0].span.line == 3


@pytest.mark.parametrize(
    ("start", "end"), [("2026-05-01", ""), ("2026-06-01", ""), ("2026-04-20", "2026-05-01")]
)
def test_events_that_are_not_over(issue, text, start, end):
    more = event(text, start, **({"end": end} if end else {}))
    assert issue("x", more=more, meta={"events": ["../../events/walk.md"]}).codes == []


def test_events_in_a_block(issue, text):
    block = "/// events | Soon\n    upcoming: true\n    events: [../../events/walk.md]\n///"
    built = issue("x", block, more=event(text, "2026-04-01"))
    assert built.places("past-event") == [("issues/spring/one.md", 7, 14)]
    past = block.replace("    upcoming: true\n", "")
    assert issue("x", past, more=event(text, "2026-04-01")).codes == []


# Names


PEOPLE = "calin:\n  name: Călin Bodea\n  avoid: [Calin-Andrei Bodea]\nulla:\n  name: Ulla Engelmann\n"
GLOSSARY = (
    "e:\n  term: E-learning\n  avoid: [eLearning, e learning]\nnms:\n  term: North-Middle Sweden\n"
    "  avoid: [North and Middle Sweden]\nict:\n  term: Information technology\n  abbreviation: ICT\n  avoid: [ITC]\n"
)
LISTS = {"people.yaml": PEOPLE, "glossary.yaml": GLOSSARY}


@pytest.mark.parametrize(
    ("body", "right", "place"),
    [
        ("Then Kalin Bodea spoke.", "Călin Bodea", (5, 6)),
        ("Then Calin Bodea spoke.", "Călin Bodea", (5, 6)),
        ("Then Calin-Andrei Bodea spoke.", "Călin Bodea", (5, 6)),
        ("Then Ulla\nEngelman spoke.", "Ulla Engelmann", (5, 6)),
        ("About eLearning.", "E-learning", (5, 7)),
        ("In North and\nMiddle Sweden.", "North-Middle Sweden", (5, 4)),
        ("> In North and\n> Middle Sweden.", "North-Middle Sweden", (5, 6)),
        ("The ITC firms.", "ICT", (5, 5)),
    ],
)
def test_names_in_two_spellings(issue, body, right, place):
    built = issue("x", body, more=LISTS)
    assert built.places("name-variant") == [("issues/spring/one.md", *place)]
    assert right.lower() in built.only("name-variant").help.lower()


@pytest.mark.parametrize(
    "body",
    [
        "Călin Bodea and Ulla Engelmann and Ada Bodea and Ulla Ives spoke. Bodea left.",
        "They wrote “Kalin Bodea” and “North and\nMiddle Sweden”.",
        "See `eLearning` and [x](https://x.example/eLearning) and x@eLearning.example",
        "North-Middle Sweden, e-learning, ICT",
    ],
)
def test_names_that_are_right(issue, body):
    assert issue("x", body, more=LISTS).codes == []


def test_people_of_like_names_are_not_taken_for_each_other(issue):
    more = {"people.yaml": "a:\n  name: Anna Bodea\nb:\n  name: Anne Bodea\n"}
    assert issue("x", "Anna Bodea and Anne Bodea.", more=more).codes == []


def test_a_title_counts_as_text(site, text):
    built = site({"a.md": text(title="What Kalin Bodea said"), **LISTS})
    assert built.places("name-variant") == [("a.md", 2, 13)]


def test_a_site_can_do_without(issue):
    built = issue("The RSB met.", config="diagnostics: {unexplained-acronym: off}\n")
    from obsite.diagnostics.severities import apply_severities

    assert apply_severities(built.found, built.site.config.diagnostics) == []
