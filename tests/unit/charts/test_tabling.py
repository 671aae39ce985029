"""The tables of charts: what stands in their rows and columns."""

from __future__ import annotations

from obsite.charts.tabling import table_of
from tests.support.charting import chart, facts, series, words


def test_indicators_side_by_side_have_each_the_period_that_they_have():
    birds = series("North", [9, 8], "focus", start=2000)
    nests = series("North", [4, 5], "focus", start=2018, indicator=1)
    data = chart("table", birds, nests, indicators=(facts(), facts(id="nests", short_title="Nests")))
    table = table_of(data, "en", words())
    assert table.columns[1:] == ("Waders, 2001", "Nests, 2019")
    assert [cell.text for cell in table.rows[0]][1:] == ["8.0", "5.0"]
