"""The rules' text on Spark gives the rows that DuckDB gives: every worked example, and cases about nobody.

Runs where pyspark and a Java 17 are installed; where they are not, it says so and proves nothing.
"""

from __future__ import annotations

import importlib.util
import os
import shutil
import warnings
from collections import defaultdict
from datetime import date

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from benefits.invented import CHINA, file_of
from gainful.benefits.facts_table import TYPES
from gainful.benefits.run import run
from gainful.terms.facts import FACTS

MISSING = [name for name, there in (("pyspark", importlib.util.find_spec("pyspark")), ("java", shutil.which("java")))
           if not there]  # fmt: skip
ROWS = int(os.environ.get("GAINFUL_SPARK_ROWS", "2000"))
needs_spark = pytest.mark.skipif(
    bool(MISSING), reason=f"SPARK IS NOT TESTED HERE: {' and '.join(MISSING)} not installed"
)
pytestmark = [needs_spark, pytest.mark.slow, pytest.mark.filterwarnings("ignore")]
ORDER = [("id", "ascending"), ("benefit", "ascending"), ("on", "ascending")]
if MISSING:
    warnings.filterwarnings("default", message="the Spark engine")
    warnings.warn(f"the Spark engine is not tested here: {MISSING} not installed", stacklevel=1)


def differing(facts, folder, days, rules=CHINA.rules) -> list[dict]:
    """The rows that Spark gives otherwise than DuckDB."""
    found = []
    for engine in ("duckdb", "spark"):
        out = folder / f"{engine}.parquet"
        run(facts, rules, days=days, engine=engine, out=out)
        found.append(pq.read_table(out).sort_by(ORDER))
    if found[0].equals(found[1]):
        return []
    assert found[0].num_rows == found[1].num_rows
    pairs = zip(*(table.to_pylist() for table in found), strict=True)
    return [{"duckdb": one, "spark": two} for one, two in pairs if one != two]


def examples_of(rule) -> dict[date, pa.Table]:
    """A rule's worked examples as tables of facts, by day."""
    by_day = defaultdict(list)
    for number, example in enumerate(rule.examples):
        by_day[example.on].append((number, example.places[0] if example.places else "0", example.facts))
    return {
        day: pa.table(
            {"id": pa.array([row[0] for row in rows], pa.int64()), "area": [row[1] for row in rows]}
            | {
                name: pa.array([row[2].get(name) for row in rows], TYPES[FACTS[name].kind])
                for name in rule.ready.used
            }
        )
        for day, rows in by_day.items()
    }


@pytest.mark.parametrize("name", sorted(CHINA.rules))
def test_the_worked_examples_of_a_rule_come_out_the_same_on_spark(tmp_path, name):
    rule = CHINA.rules[name]
    for day, table in examples_of(rule).items():
        pq.write_table(table, tmp_path / "facts.parquet")
        assert differing(tmp_path / "facts.parquet", tmp_path, [day], {name: rule}) == []


@pytest.mark.parametrize("day", [date(2020, 10, 31), date(2019, 12, 31), date(2024, 1, 1)])
def test_cases_about_nobody_come_out_the_same_on_spark(tmp_path, day):
    facts = file_of(tmp_path, ROWS, seed=day.toordinal())
    assert differing(facts, tmp_path, [day])[:3] == []
