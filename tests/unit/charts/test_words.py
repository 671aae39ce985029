"""What charts say: nothing that the numbers do not, and nothing across a break."""

from __future__ import annotations

import pytest

from obsite.charts.alternative import rank_correlation
from obsite.charts.presets import PRESETS
from obsite.charts.words import alt_text, finding, notes, subtitle
from tests.support.charting import chart, facts, series, shores, words

NAMES = [entry.name for entry in PRESETS]


def told(*shown, preset="trend", lang="en", **more):
    return finding(chart(preset, *shown, **more), lang, words(lang))


def test_a_headline_says_how_two_lines_moved():
    assert told(series("North", [9, 8, 7], "focus"), series("South", [6, 6, 5], "compared")) == (
        "North fell from 9.0 to 7.0, South from 6.0 to 5.0"
    )


def test_lines_that_part_have_a_verb_each():
    assert told(series("North", [9, 8, 7], "focus"), series("South", [5, 5, 6], "compared")) == (
        "North fell from 9.0 to 7.0, South rose from 5.0 to 6.0"
    )


def test_changes_of_different_times_are_not_told_in_one_breath():
    north, south = series("North", [9, 8, 7], "focus"), series("South", [5, 6], "compared")
    assert told(north, south) == "North fell from 9.0 to 7.0"
    assert told(north, south, series("East", [3, 3, 4], "compared")) == (
        "North fell from 9.0 to 7.0, East rose from 3.0 to 4.0"
    )


def test_a_peak_matters_more_than_the_ends():
    assert (
        told(series("North", [7, 12, 20, 15, 8], "focus"))
        == "North rose to 20.0 in 2002 and stood at 8.0 in 2004"
    )


def test_nothing_is_said_across_a_break():
    line = series("North", [90, 80, 7, 6, 5], "focus", breaks=("2002",))
    assert told(line) == "North fell from 7.0 to 5.0"
    text = alt_text(chart("trend", line), "en", words())
    assert "90" not in text
    assert "since the series breaks there" in text
    assert notes(chart("trend", line), "en", words()) == (
        "Break in series at 2002: values before and after do not compare. new boats",
    )


def test_a_ranking_says_where_the_subject_stands():
    field = [series(f"F{at}", [float(at)]) for at in range(20)]
    assert (
        told(series("North", [17.5], "focus"), *field, preset="ranking") == "North is number 3 of 21, at 17.5"
    )
    assert told(series("North", [99], "focus"), *field, preset="ranking") == "North leads, at 99.0"


def test_the_authors_words_come_first():
    data = chart("trend", series("North", [1, 2], "focus"), title="A", subtitle="B", alt="C", note="D")
    assert (finding(data, "en", words()), subtitle(data, "en", words())) == ("A", "B")
    assert (alt_text(data, "en", words()), notes(data, "en", words())) == ("C", ("D",))


def test_a_text_alternative_has_range_ends_extremes_and_reference():
    text = alt_text(shores("trend"), "en", words())
    assert text == (
        "Line chart. Birds counted at high tide, 2000–2004. "
        "North fell from 4.0 in 2000 to 3.0 in 2004. Highest was 7.0 in 2002, lowest 3.0 in 2004. "
        "South rose from 2.0 in 2000 to 4.0 in 2004. East fell from 6.0 in 2000 to 5.0 in 2004. "
        "All is 4.0 throughout. North ends below All, which is 4.0. "
        "4 others in grey end between 2.0 and 5.0; their median is 3.5."
    )


def test_synthetic_figures_say_so():
    data = chart("trend", series("North", [1, 2], "focus"), indicators=(facts(synthetic=True),))
    assert alt_text(data, "en", words()).endswith("These figures are synthetic, made up to show the method.")


def test_flags_are_explained_where_they_are_seen():
    line = series("North", [1, 2, 3], "focus", flags=" e ")
    flags = {"e": "estimated", "b": "break in series", ":": "not available"}
    assert notes(chart("trend", line, flags=flags), "en", words()) == ("Hollow marks: estimated (e).",)
    assert notes(chart("trend", series("North", [1, 2], "focus"), flags=flags), "en", words()) == ()


@pytest.mark.parametrize("lang", ["en", "de", "fr"])
@pytest.mark.parametrize("preset", NAMES)
def test_every_preset_speaks_every_language(preset, lang):
    data, say = shores(preset), words(lang)
    for text in (finding(data, lang, say), subtitle(data, lang, say), alt_text(data, lang, say)):
        assert text
        assert "{" not in text


@pytest.mark.parametrize("preset", NAMES)
@pytest.mark.parametrize(
    "shown",
    [
        (),
        (series("A", [], "focus"),),
        (series("A", [None, None], "focus"),),
        (series("A", [1.0], "reference"),),
    ],
)
def test_words_are_found_for_hardly_any_data(preset, shown):
    data, say = chart(preset, *shown), words()
    assert finding(data, "en", say)
    assert alt_text(data, "en", say)
    notes(data, "en", say)


def test_orders_that_agree_and_orders_that_do_not():
    assert rank_correlation([(1, 10), (2, 20), (3, 100)]) == pytest.approx(1)
    assert rank_correlation([(1, 3), (2, 2), (3, 1)]) == pytest.approx(-1)
    assert rank_correlation([(1, 5), (2, 5), (3, 5)]) == 0
    assert rank_correlation([(1, 1), (1, 2), (2, 3)]) == pytest.approx(0.866, abs=0.001)
