"""JSON-stat as statistics offices write it, and as they damage it."""

from __future__ import annotations

import json

import pytest

from obsite.data.pull.fetch import SourceRefused
from obsite.data.pull.jsonstat import read_jsonstat


def document(**changes):
    """Two regions, two years; one value missing, one provisional."""
    return {
        "version": "2.0",
        "class": "dataset",
        "label": "Unemployment",
        "updated": "2021-03-02T11:00:00+0100",
        "id": ["unit", "geo", "time"],
        "size": [1, 2, 2],
        "role": {"time": ["time"]},
        "dimension": {
            "unit": {"category": {"label": {"PC": "Percentage"}}},
            "geo": {"category": {"index": {"ES13": 1, "ES": 0}}},
            "time": {"category": {"index": ["2019", "2020"]}},
        },
        "value": {"0": 14.1, "1": 15.5, "3": 11.8},
        "status": {"2": ":", "3": "p"},
    } | changes


def rows(**changes):
    return read_jsonstat(json.dumps(document(**changes)).encode(), "it").rows


def test_values_are_found_by_their_place():
    assert rows() == (
        (("PC", "ES", "2019"), 14.1, ""),
        (("PC", "ES", "2020"), 15.5, ""),
        (("PC", "ES13", "2019"), None, ":"),
        (("PC", "ES13", "2020"), 11.8, "p"),
    )


def test_a_list_of_values_is_as_good_as_an_object():
    assert rows(value=[14.1, 15.5, None, 11.8]) == rows()


def test_zero_is_a_value():
    assert rows(value=[0, 0.0, None, 1], status=None)[:2] == (
        (("PC", "ES", "2019"), 0.0, ""),
        (("PC", "ES", "2020"), 0.0, ""),
    )


def test_it_says_which_dimension_is_time_and_when_it_was_updated():
    found = read_jsonstat(json.dumps(document()).encode(), "it")
    assert (found.time, found.updated[:10], found.title) == ("time", "2021-03-02", "Unemployment")


def test_a_collections_first_dataset_is_read():
    collection = {"class": "collection", "link": {"item": [{"class": "other"}, document()]}}
    assert len(read_jsonstat(json.dumps(collection).encode(), "it").rows) == 4


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"<html>maintenance</html>", "no JSON"),
        (b"{", "no JSON"),
        (b"[]", "no JSON-stat"),
        (json.dumps(document(size=[1, 2, 3])).encode(), "other sizes"),
        (json.dumps(document(value={"9": 1})).encode(), "beyond its cells"),
        (json.dumps(document(value=[1, 2, 3, 4, 5])).encode(), "more values"),
        (json.dumps({k: v for k, v in document().items() if k != "size"}).encode(), "size"),
    ],
)
def test_what_is_damaged_is_refused(data, said):
    with pytest.raises(SourceRefused, match=said):
        read_jsonstat(data, "it")
