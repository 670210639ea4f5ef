"""An indicator's text is a definition: complete, single, and unable to do anything but count."""

from __future__ import annotations

import pytest
import sqlglot

from gainful.figures.indicator import IndicatorError, Period, load_indicators, read_indicator
from gainful.pack.pack import load

HEADER = """-- tried: People tried
-- zh: 试
-- zh unit: 人   zh counts: 人数   zh does not count: 其他   zh source: 试
-- kind: count   unit: person   as of: :as_of
-- period: stock on the day
-- counts: people
--   with a second line
-- does not count: others
-- source: a test
"""
QUERY = "select area, count(*) as numerator from people group by area"
ALL = load_indicators(load("gainful_china").indicators)


def test_a_header_is_read_part_by_part():
    indicator = read_indicator("tried", HEADER + QUERY)
    assert (indicator.title, indicator.unit, indicator.as_of) == ("People tried", "person", ":as_of")
    assert (indicator.counts, indicator.period) == ("people with a second line", Period.STOCK)


@pytest.mark.parametrize("part", ["zh", "kind", "period", "counts", "does not count", "source"])
def test_a_definition_without_one_of_its_parts_is_refused(part):
    lines = [line for line in HEADER.splitlines() if not line.startswith((f"-- {part}:", "--   "))]
    with pytest.raises(IndicatorError, match=f"no `{part}:`"):
        read_indicator("tried", "\n".join(lines) + "\n" + QUERY)


@pytest.mark.parametrize(
    ("query", "why"),
    [
        ("select area, 1 as numerator from read_csv('/etc/passwd')", "not an event table"),
        ("select area, 1 as numerator from 'people.parquet'", "unknown table"),
        ("select area, 1 as numerator from information_schema.tables", "not an event table"),
        ("select area, getenv('HOME') as numerator from people", "function not allowed"),
        ("select area, date_diff('month', born, :as_of) as numerator from people", "counts days only"),
        ("select area, year(gone_on) as numerator from people", "function not allowed"),
        ("select area, count(*) as numerator from people where area = :password", "unknown parameter"),
        ("select area, count(*) as numerator from accounts group by area", "unknown table"),
        ("select area, count(*) as heads from people group by area", "must return numerator"),
        (
            "select area, count(*) as numerator, sex as breakdown from people group by area, sex",
            "do not agree",
        ),
        ("select * from people", "not allowed"),
        (QUERY + "; drop table people", "single SELECT"),
        ("delete from people", "single SELECT"),
        ("copy people to 'x.csv'", "single SELECT"),
        ("attach 'x.db'", "single SELECT"),
        ("select (area from people", "not readable"),
    ],
)
def test_a_query_that_does_more_than_count_is_refused(query, why):
    with pytest.raises(IndicatorError, match=why):
        read_indicator("tried", HEADER + query)


def test_every_indicator_reads_the_same_after_the_way_through_spark():
    for indicator in ALL.values():
        back = sqlglot.parse_one(indicator.for_engine("spark"), read="spark")
        assert back.named_selects == indicator.query.named_selects
        assert {node.name for node in back.find_all(sqlglot.exp.Placeholder)} == indicator.parameters


def test_a_pack_replaces_an_indicator_by_one_of_the_same_name():
    own = HEADER.replace("tried", "leaders") + QUERY
    assert load_indicators({"leaders": own})["leaders"].title == "People leaders"


def test_cumulative_and_stock_say_so_in_their_names_of_time():
    assert ALL["gone_out_in_year"].period is Period.CUMULATIVE
    assert ALL["gone_out_on_day"].period is Period.STOCK
