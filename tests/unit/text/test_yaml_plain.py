"""Plain headers are read as the library reads them, or not at all."""

from __future__ import annotations

import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from obsite.text.yaml_builder import FaultError, TreeBuilder
from obsite.text.yaml_plain import read_plain

_KEYS = ("title", "date", "Tags", "sub_title", "url-2", "x")
_PLAIN = (
    *(
        "Garden and meeting, 1099",
        "2001-01-04",
        "12:30",
        "it's (so) / a.b+c & d-e",
        "null",
        "~",
        "true",
        "ß ñ",
    ),
    *(
        "https://a.example/b?c=d",
        "a [b] {c}",
        "x",
        ".5",
        "...",
        "$5",
        "Null",
        "日本 語",
        "a, b",
        "e" * 90,
        "_a",
    ),
)
_QUOTED = (
    '"a: b #c"',
    "'a: b'",
    '""',
    "''",
    '" x "',
    "'null'",
    '"it\'s"',
    "'say \"x\"'",
    '"[a]"',
    "'\u00a0'",
)
_ODD = (
    *(
        "a: b",
        "a:",
        "a #b",
        "*a",
        "&a b",
        "!t a",
        "|",
        ">",
        "- a",
        "-a",
        "? a",
        "?a",
        "%a",
        "@a",
        "`a`",
        '"a\\n"',
    ),
    *(
        "'it''s'",
        '"a',
        '"a" b',
        "{a: b}",
        "[a",
        "a]",
        "[a: b]",
        "[[a]]",
        "[a #b]",
        "[,]",
        "[a,,b]",
        "[- a]",
        "[a?]",
    ),
    *(
        "# a",
        "#a",
        "\ta",
        "a\tb",
        "a\u2028b",
        "a\u0085b",
        "\ufeffa",
        "<<",
        "=",
        "[*a]",
        "[&a b]",
        "[a:b]",
        "[",
    ),
    *("['a'b]", '["a\\n"]', "[a]b", "[a] b", "a\x07", "[-a]", "---", "--- a", "a\r", "[%a]", "[a,\u2028b]"),
)
_ITEMS = (
    "award",
    "river bank",
    "x",
    "R&D",
    "a.b/c (d)",
    "null",
    "~",
    "12",
    "it's",
    "'a, b'",
    '"a: b"',
    '""',
    "Ünal",
)
_GAPS = ("", " ", "  ")


def _list(items: list[str], gaps: list[str]) -> str:
    return "[" + "".join(f"{gap}{item}{gap[1:]}," for item, gap in zip(items, gaps, strict=True))[:-1] + "]"


_gaps = st.sampled_from(_GAPS)
_lists = st.integers(0, 4).flatmap(
    lambda size: st.builds(
        _list,
        st.lists(st.sampled_from((*_ITEMS, *_ITEMS, *_ODD)), min_size=size, max_size=size),
        st.lists(_gaps, min_size=size, max_size=size),
    )
)
_values = st.one_of(st.sampled_from(_PLAIN), st.sampled_from(_QUOTED), _lists, st.sampled_from(("", *_ODD)))
_key_rows = st.builds(
    lambda key, colon, value, end: f"{key}{colon}{value}{end}",
    st.sampled_from((*_KEYS, *_KEYS, '"x"', "a b", " title", "1st", "<<")),
    st.sampled_from((": ", ": ", ": ", ":  ", ":", " : ", ":\t")),
    _values,
    _gaps,
)
_dashes = st.builds(
    lambda margin, items: "\n".join(f"{margin}- {item}" for item in items),
    _gaps,
    st.lists(st.one_of(st.sampled_from(_ITEMS), st.sampled_from(_ODD)), min_size=1, max_size=3),
)
_rows = st.one_of(
    _key_rows, _key_rows, _key_rows, _dashes, st.sampled_from(("", " ", "# a", "  more", "  a: b"))
)
_headers = st.builds(
    lambda rows, end: "\n".join(rows) + end, st.lists(_rows, max_size=6), st.sampled_from(("", "\n"))
)


@settings(max_examples=400, deadline=None)
@given(_headers, st.integers(1, 9), st.sampled_from((1, 5)))
def test_what_is_read_is_what_the_library_reads(header: str, line: int, column: int) -> None:
    plain = read_plain(header, line, column)
    if plain is None:
        return
    value, places = plain
    builder = TreeBuilder(header, first_line=line, first_column=column)
    try:
        builder.build()
    except (FaultError, yaml.YAMLError) as error:
        raise AssertionError(f"the library refuses {header!r}") from error
    assert builder.faults == []
    assert value == builder.root
    assert list(places.items()) == list(builder.places.items())


@settings(max_examples=100, deadline=None)
@given(
    st.lists(st.sampled_from(_PLAIN[:5] + _QUOTED), min_size=1, max_size=6),
    st.lists(st.sampled_from([item for item in _ITEMS if item != "~"]), max_size=4),
)
def test_usual_headers_need_no_library(values: list[str], items: list[str]) -> None:
    rows = [f"key{number}: {value}" for number, value in enumerate(values)]
    rows += [f"tags: [{', '.join(items)}]", "topics:", *(f"  - {item}" for item in items)]
    assert read_plain("\n".join(rows), 2, 1) is not None


def test_a_key_given_twice_is_left_to_the_library() -> None:
    assert read_plain("title: a\ntitle: b\n", 1, 1) is None
