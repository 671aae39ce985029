"""Fetching, against a server on this machine that has the faults real ones have."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator

import pytest

from obsite.data.pull.fetch import SourceRefused, Way, fetch
from tests.support.statistics_office import Source, statistics_office


@pytest.fixture
def source() -> Iterator[Source]:
    with statistics_office() as office:
        yield office


@pytest.fixture
def waits() -> list[float]:
    return []


@pytest.fixture
def way(waits) -> Way:
    return Way(sleep=waits.append, tries=3)


def test_an_answer_comes_with_its_validators(source, way):
    source.script = [(200, {"ETag": '"7"', "Last-Modified": "Tue, 01 Sep 2020 10:00:00 GMT"}, b"a,b\n1,2\n")]
    answer = fetch(f"{source.url}/t.csv", {}, way)
    assert (answer.fresh, answer.data) == (True, b"a,b\n1,2\n")
    assert answer.validators == {"etag": '"7"', "last-modified": "Tue, 01 Sep 2020 10:00:00 GMT"}


def test_what_is_unchanged_is_not_sent_again(source, way):
    source.script = [(304, {}, b"")]
    answer = fetch(f"{source.url}/t.csv", {"etag": '"7"', "last-modified": "x"}, way)
    assert not answer.fresh
    _, headers = source.asked[0]
    assert (headers["if-none-match"], headers["if-modified-since"]) == ('"7"', "x")


def test_a_compressed_answer_is_unpacked(source, way):
    source.script = [(200, {"Content-Encoding": "gzip"}, gzip.compress(b"a\n1\n"))]
    assert fetch(source.url, {}, way).data == b"a\n1\n"


def test_a_busy_server_is_asked_again_after_the_time_it_names(source, way, waits):
    source.script = [(503, {"Retry-After": "7"}, b""), (429, {}, b""), (200, {}, b"ok")]
    assert fetch(source.url, {}, way).data == b"ok"
    assert waits == [7.0, 4.0]


def test_a_table_that_is_being_prepared_is_waited_for(source, way, waits):
    preparing = {"warning": {"status": 413, "label": "ASYNCHRONOUS_RESPONSE. Your request will be treated"}}
    source.script = [(200, {}, json.dumps(preparing).encode()), (200, {}, b"ok")]
    assert fetch(source.url, {}, way).data == b"ok"
    assert waits == [2.0]


def test_a_server_that_stays_busy_is_given_up(source, way, waits):
    source.script = [(500, {}, b"")]
    with pytest.raises(SourceRefused, match="did not answer: 500"):
        fetch(source.url, {}, way)
    assert len(source.asked) == 3
    assert len(waits) == 2


def test_an_error_within_a_good_answer_is_an_error(source, way):
    source.script = [(200, {}, b'{"error": [{"status": 400, "label": "Dataset not found: xx"}]}')]
    with pytest.raises(SourceRefused, match="Dataset not found: xx"):
        fetch(source.url, {}, way)


def test_a_refusal_is_told_in_the_sources_words_and_not_repeated(source, way):
    source.script = [(404, {}, b'{"error": [{"status": 404, "label": "no such table"}]}')]
    with pytest.raises(SourceRefused, match="404 Not Found: no such table") as stop:
        fetch(source.url, {}, way)
    assert "code or address" in stop.value.help
    assert len(source.asked) == 1


def test_an_answer_that_breaks_off_is_asked_for_again_and_then_refused(source, way):
    source.script = [(200, {"Content-Length": "1000", "Connection": "close"}, b"a,b\n")]
    with pytest.raises(SourceRefused, match="did not answer"):
        fetch(source.url, {}, way)


def test_a_server_that_hangs_up_is_asked_again(source, way):
    def hang_up(handler):
        handler.close_connection = True
        handler.connection.close()

    source.script = [hang_up, (200, {}, b"ok")]
    assert fetch(source.url, {}, way).data == b"ok"


def test_nobody_there_is_the_world_refusing(way):
    with pytest.raises(SourceRefused, match="did not answer") as stop:
        fetch("http://127.0.0.1:9/", {}, way)
    assert stop.value.exit_code == 4
