"""Models read from nodes: values by type, and every fault at its place in our words."""

import datetime as dt
from typing import Any, ClassVar, Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import Field, model_validator

from obsite.content.blocks import BLOCKS, ColumnsOptions
from obsite.diagnostics.model import Diagnostic
from obsite.schema.load import load_mapping, load_model
from obsite.schema.model import Model, json_schema
from obsite.schema.types import AuthoredDate, AuthoredMoment, Count, Flag, Names, Slug, refuse
from obsite.text.yaml_nodes import compose


class Person(Model):
    FOREIGN_KEYS: ClassVar[dict[str, str | None]] = {"position": "role"}
    name: str
    role: str = ""


class Points(Model):
    points: str
    x: str = ""


class Picture(Model):
    image: str
    alt: str = ""


class Letter(Model):
    FOREIGN_KEYS: ClassVar[dict[str, str | None]] = {
        "lastmod": "updated",
        "summary": "description",
        "status": "draft",
        "published": "date",
        "layout": None,
    }
    FOREIGN_VALUES: ClassVar[dict[str, dict[str, str | tuple[str, str]]]] = {
        "status": {"draft": "true", "published": "false"},
        "published": {"false": ("draft", "true"), "true": ("draft", "false")},
    }
    title: str = ""
    description: str = ""
    date: AuthoredDate | None = None
    updated: AuthoredMoment | None = None
    draft: Flag = False
    weight: Count = 0
    tags: Names = ()
    slug: Slug = ""
    editor: str | Person | None = None
    people: tuple[str | Person, ...] = ()
    team: tuple[Person, ...] = ()
    cover: Points | Picture | None = None
    lang: Literal["en", "fr"] = "en"
    columns: int = Field(default=1, ge=1, le=2)
    ratio: float = 1


class Meeting(Model):
    start: AuthoredMoment
    end: AuthoredMoment | None = None

    @model_validator(mode="after")
    def _order(self) -> "Meeting":
        if self.end and self.end < self.start:
            refuse("The event ends before it starts", "Exchange start and end", code="event-order", key="end")
        return self


def load(text: str, model: type[Model] = Letter, **options: str) -> tuple[Any, list[Diagnostic]]:
    found: list[Diagnostic] = []
    node = compose(text, path="a.md", emit=found.append)
    assert node is not None
    return load_model(model, node, emit=found.append, **options), found


def only(text: str, model: type[Model] = Letter) -> Diagnostic:
    _, (fault,) = load(text, model)
    return fault


def test_everything_right():
    letter, found = load(
        "title: 012\nTitle: ~\n"
        "date: 2019-06-19 10:00\nupdated: 2019-06-20T10:00:00Z\ndraft: Yes\nweight: 07\n"
        "tags: a, b\nslug: a-b\n"
        "editor: jane\npeople: [jane, {name: Joe}]\nteam:\n  - name: NO\n    Role: off\n"
        "cover: {image: x.svg}\nlang: fr\ncolumns: 2\nratio: 1.5\n"
    )
    assert not [fault for fault in found if fault.code != "foreign-key"]
    assert letter == Letter(
        title="012",
        date=dt.date(2019, 6, 19),
        updated=dt.datetime(2019, 6, 20, 10, tzinfo=dt.UTC),
        draft=True,
        weight=7,
        tags=("a", "b"),
        slug="a-b",
        editor="jane",
        people=("jane", Person(name="Joe")),
        team=(Person(name="NO", role="off"),),
        cover=Picture(image="x.svg"),
        lang="fr",
        columns=2,
        ratio=1.5,
    )
    assert type(load("updated: 2019-06-20")[0].updated) is dt.date


def test_nothing_given():
    assert load("") == (Letter(), [])
    assert load("title:\ntags:\n") == (Letter(), [])


@pytest.mark.parametrize(
    ("text", "code", "place", "message", "help"),
    [
        ("titel: x", "unknown-key", (1, 1, 6), "`titel` is no key of this file", "Did you mean `title`?"),
        ("lastmodd: x", "unknown-key", (1, 1, 9), "`lastmodd` is no key", "Did you mean `updated`?"),
        ("zzz: x", "unknown-key", (1, 1, 4), "`zzz` is no key", "Known here: title, description"),
        ("date: 2024-02-30", "invalid-date", (1, 7, 17), "`date`: `2024-02-30` is not", "2024-02-29?"),
        ("updated: 2024", "invalid-date", (1, 10, 14), "not a complete date", "2019-06-19"),
        (
            "draft: flase",
            "invalid-value",
            (1, 8, 13),
            "`flase` is neither yes nor no",
            "Did you mean `false`?",
        ),
        ("weight: -3", "invalid-value", (1, 9, 11), "`-3` is below zero", "from 0 upwards"),
        ("weight: 2.5", "invalid-value", (1, 9, 12), "`2.5` is not a whole number", "digits"),
        ("weight: two", "invalid-value", (1, 9, 12), "not written in digits", "Write 2"),
        (
            "slug: A page/of mine",
            "invalid-value",
            (1, 7, 21),
            "cannot be part",
            "Did you mean `a-page-of-mine`?",
        ),
        ("title: [a]", "invalid-value", (1, 8, 0), "`title` must be text, not a list", "quotes"),
        ("title: {a: b}", "invalid-value", (1, 8, 0), "`title` must be text, not a group of keys", "quotes"),
        ("team: jane", "invalid-value", (1, 7, 11), "`team` must be a list, not text", "hyphen"),
        ("team: [jane]", "invalid-value", (1, 8, 12), "Item 1 of `team` must be a group of keys", "indented"),
        (
            "team: [{role: x}]",
            "missing-key",
            (1, 8, 0),
            "The key `name` of item 1 of `team` is missing",
            "name: ...",
        ),
        (
            "team: [{name: }]",
            "missing-key",
            (1, 9, 13),
            "The key `name` of item 1 of `team` has no value",
            "Write",
        ),
        ("team: [{name: x, nam: y}]", "unknown-key", (1, 18, 21), "no key of item 1 of `team`", "`name`"),
        ("tags: [a, {b: c}]", "invalid-value", (1, 11, 0), "Item 2 of `tags` must be text", "quotes"),
        ("editor: {role: x}", "missing-key", (1, 9, 0), "The key `name` of `editor` is missing", "name: ..."),
        ("editor: [x]", "invalid-value", (1, 9, 0), "must be text or a group of keys, not a list", ""),
        ("people: [x, {name: y, rol: z}]", "unknown-key", (1, 23, 26), "item 2 of `people`", "`role`"),
        ("cover: x.svg", "invalid-value", (1, 8, 13), "`cover` must be a group of keys, not text", "below"),
        ("cover: {image: x, alte: y}", "unknown-key", (1, 19, 23), "`alte` is no key of `cover`", "`alt`"),
        ("cover: {x: a}", "missing-key", (1, 8, 0), "The key `points` of `cover` is missing", ""),
        (
            "lang: fre",
            "invalid-value",
            (1, 7, 10),
            "`lang` cannot be `fre`",
            "Did you mean `fr`? It can be en or fr",
        ),
        ("lang: [en]", "invalid-value", (1, 7, 0), "`lang` must be one of en, fr", ""),
        ("columns: 3", "invalid-value", (1, 10, 11), "`columns` must be at most 2: `3`", ""),
        ("columns: x", "invalid-value", (1, 10, 11), "`columns` must be a whole number, not text", "digits"),
        ("ratio: x", "invalid-value", (1, 8, 9), "`ratio` must be a number", "4.5"),
        ("- x", "invalid-value", (1, 1, 0), "This file must consist of keys with values", "key: value"),
        (
            "just text",
            "invalid-value",
            (1, 1, 10),
            "This file must consist of keys with values",
            "key: value",
        ),
    ],
)
def test_faults(text: str, code: str, place: tuple[int, int, int], message: str, help: str):
    fault = only(text)
    assert fault.code == code
    assert (fault.span.line, fault.span.column, fault.span.end_column) == place
    assert message in fault.message
    assert help in fault.help


def test_all_faults_of_a_file_in_one_run():
    text = "titel: x\ndate: 2024-02-30\nweight: x\nteam: [x, {}]\nlang: de\ntitle: good\n"
    letter, found = load(text)
    assert [(fault.code, fault.span.line) for fault in sorted(found, key=lambda fault: fault.sort_key)] == [
        ("unknown-key", 1),
        ("invalid-date", 2),
        ("invalid-value", 3),
        ("invalid-value", 4),
        ("missing-key", 4),
        ("invalid-value", 5),
    ]
    assert letter == Letter(title="good")


def test_what_is_sound_of_a_list_is_kept():
    letter, _ = load("people: [a, {nme: b}, {name: c}, [d]]\neditor: {name: x, rle: y}\n")
    assert letter.people == ("a", Person(name="c"))
    assert letter.editor == Person(name="x")


def test_a_required_key_that_is_missing():
    meeting, (fault,) = load("end: 2019-06-19\n", Meeting, model_name="an event")
    assert meeting is None
    assert (fault.code, fault.message) == ("missing-key", "The key `start` of an event is missing")
    assert (fault.span.line, fault.span.column) == (1, 1)


def test_a_model_can_refuse_two_values_together():
    meeting, (fault,) = load("start: 2019-06-19\nend: 2019-06-18\n", Meeting)
    assert meeting is None or meeting.end is None
    assert (fault.code, fault.span.line, fault.span.column) == ("event-order", 2, 6)
    assert "ends before it starts" in fault.message


def test_the_keys_of_other_tools():
    letter, found = load("Title: A\nlastmod: 2019-06-20\nStatus: Draft\nlayout: post\nsummary: B\n")
    assert letter == Letter(title="A", updated=dt.date(2019, 6, 20), draft=True, description="B")
    assert [(fault.code, fault.severity, fault.span.line, fault.message) for fault in found] == [
        ("foreign-key", "note", 2, "The key `lastmod` is read as `updated`"),
        ("foreign-key", "note", 3, "The key `Status` is read as `draft`"),
        ("foreign-key", "note", 4, "The key `layout` has no meaning here and is ignored"),
        ("foreign-key", "note", 5, "The key `summary` is read as `description`"),
    ]


def test_a_value_can_decide_on_the_key():
    assert load("published: false\n")[0] == Letter(draft=True)
    assert load("published: 2019-06-19\n")[0] == Letter(date=dt.date(2019, 6, 19))
    letter, found = load("published: true\ndate: 2019-06-19\n")
    assert letter == Letter(date=dt.date(2019, 6, 19))
    assert [fault.message for fault in found] == ["The key `published` is read as `draft`"]


def test_faults_of_renamed_keys_are_found_in_the_file():
    fault = next(fault for fault in load("lastmod: never\n")[1] if fault.code != "foreign-key")
    assert (fault.code, fault.span.line, fault.span.column) == ("invalid-date", 1, 10)
    assert fault.message == "`lastmod`: `never` is not a date"
    _, found = load("EDITOR:\n  POSITION: [x]\n  name: y\n")
    fault = next(fault for fault in found if fault.code != "foreign-key")
    assert (fault.span.line, fault.span.column) == (2, 13)


def test_two_keys_that_say_the_same():
    letter, (fault,) = load("summary: B\ndescription: A\n")
    assert letter.description == "A"
    assert "`description` says the same" in fault.message
    letter, (fault,) = load("Summary: B\nDescription: A\n")
    assert letter.description == "A"
    assert fault.message == "The key `Summary` is ignored: `Description` says the same and is given too"
    assert fault.span.line == 1


def test_lines_that_could_not_be_read_give_no_further_faults():
    letter, found = load("title: A: B\ndate: @x\nweight: x\n")
    assert [(fault.code, fault.span.line) for fault in found] == [
        ("yaml-syntax", 1),
        ("yaml-syntax", 2),
        ("invalid-value", 3),
    ]
    assert letter.title == "A: B"
    _, found = load("start 2019-06-19\nend: 2019-06-20\n", Meeting)
    assert [fault.code for fault in found] == ["yaml-syntax"]


def test_unknown_options_have_a_code_of_their_own():
    _, (fault,) = load("cout: 3", ColumnsOptions, model_name="the block columns", unknown="unknown-option")
    assert (fault.code, fault.help) == ("unknown-option", "Did you mean `count`?")


def test_mappings_of_entries():
    found: list[Diagnostic] = []
    node = compose("jane: {name: J}\njoe:\nkim: {nam: K}\n", path="people.yaml", emit=found.append)
    people = load_mapping(Person, node, emit=found.append, model_name="a person")
    assert people == {"jane": Person(name="J")}
    assert sorted((fault.code, fault.span.line) for fault in found) == [
        ("missing-key", 2),
        ("missing-key", 3),
        ("unknown-key", 3),
    ]
    node = compose("- jane\n", path="people.yaml", emit=found.append)
    assert load_mapping(Person, node, emit=found.append) == {}


@pytest.mark.parametrize("model", [Letter, Meeting, *(options for _, options in BLOCKS)])
def test_json_schemas(model: type[Model]):
    schema = json_schema(model)
    assert schema["$schema"].startswith("https://json-schema.org/")
    assert schema["additionalProperties"] is False


trees = st.recursive(
    st.one_of(
        st.none(), st.sampled_from(["x", "2019-06-19", "true", "-1", "3", "a, b"]), st.text(max_size=5)
    ),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(
            st.sampled_from([*Letter.model_fields, "name", "role", "image", "x", "Title"]), inner, max_size=4
        ),
    ),
    max_leaves=12,
)


@given(
    tree=st.dictionaries(
        st.sampled_from([*Letter.model_fields, "lastmod", "Status", "layout", "nope"]), trees
    )
)
def test_loading_never_fails_in_silence(tree: dict[str, Any]):
    found: list[Diagnostic] = []
    node = compose("", path="a.md", emit=found.append)
    letter = load_model(Letter, type(node)(value=tree, path="a.md", places={}), emit=found.append)
    assert letter is not None
    for fault in found:
        words = f"{fault.message} {fault.help}"
        assert "Input should" not in words
        assert "pydantic" not in words.lower()
