"""A place, an id or a code that says nothing: cannot be told, or refused before anything is written."""

from __future__ import annotations

from datetime import date

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from benefits.invented import CHINA, table
from gainful.benefits.facts_table import TableRefused
from gainful.benefits.run import run
from gainful.rules.benefit import EVERYWHERE

DAYS = [date(2020, 10, 31)]


@pytest.mark.parametrize("engine", ["columns", "python", "duckdb"])
def test_where_the_place_is_not_known_no_rule_of_a_place_pays(tmp_path, engine):
    rows = table(3, seed=5).drop_columns(["area"])
    rows = rows.append_column("area", pa.array(["620102", None, "0"], pa.string()))
    pq.write_table(rows, tmp_path / "facts.parquet")
    local = {name: rule for name, rule in CHINA.rules.items() if rule.jurisdiction != EVERYWHERE}
    run(
        tmp_path / "facts.parquet",
        local,
        days=DAYS,
        engine=engine,
        out=tmp_path / "out.parquet",
    )
    found = pq.read_table(tmp_path / "out.parquet").to_pylist()
    assert found and not [row for row in found if row["id"] != 0 and row["due"]]


def test_facts_are_not_written_over_and_rows_without_a_name_of_their_own_are_refused(tmp_path):
    path = tmp_path / "facts.parquet"
    rows = table(4, seed=5)
    pq.write_table(rows, path)
    before = path.read_bytes()
    with pytest.raises(TableRefused, match="write the answers to another file"):
        run(path, CHINA.rules, days=DAYS, engine="columns", out=path)
    assert path.read_bytes() == before
    for at, (column, values, said) in enumerate([
        ("id", pa.array([1, 1, 2, 3]), "an id that another row has"),
        ("id", pa.array([1, None, 2, 3]), "have no id"),
        ("area", pa.array(["62", "zz", None, "3603131080"]), r"\(a value of 10 characters, 'zz'\)"),
    ]):  # fmt: skip
        wrong = rows.drop_columns([column]).append_column(column, values)
        pq.write_table(wrong, tmp_path / f"{at}.parquet")
        with pytest.raises(TableRefused, match=said):
            run(
                tmp_path / f"{at}.parquet",
                CHINA.rules,
                days=DAYS,
                engine="columns",
                out=tmp_path / "out",
            )


def test_a_table_that_no_rule_is_asked_of_is_refused(tmp_path):
    rows = table(2, seed=5).append_column("subject", pa.array(["employer", "employer"]))
    pq.write_table(rows, tmp_path / "facts.parquet")
    with pytest.raises(TableRefused, match="none of these rules"):
        run(
            tmp_path / "facts.parquet",
            {"workshop_award": CHINA.rules["workshop_award"]},
            days=DAYS,
            engine="python",
            out=tmp_path / "out",
        )


@pytest.mark.parametrize("engine", ["columns", "python", "duckdb"])
def test_a_code_that_says_not_known_is_asked_and_not_taken_for_no(tmp_path, engine):
    rows = table(3, seed=5).drop_columns(["area", "location_class"])
    rows = rows.append_column("area", pa.array(["62"] * 3))
    rows = rows.append_column(
        "location_class", pa.array([None, "unknown", "in_province_unknown"], pa.string())
    )
    for name in [one for one in rows.column_names if one not in ("id", "location_class")]:
        at = rows.column_names.index(name)
        rows = rows.set_column(at, name, pa.array([rows[name][0].as_py()] * 3, rows[name].type))
    pq.write_table(rows, tmp_path / "facts.parquet")
    run(
        tmp_path / "facts.parquet",
        CHINA.rules,
        days=DAYS,
        engine=engine,
        out=tmp_path / "out.parquet",
    )
    told = {}
    for row in pq.read_table(tmp_path / "out.parquet").to_pylist():
        told.setdefault(row["benefit"], []).append({k: v for k, v in row.items() if k != "id"})
    assert all(rows[0] == rows[1] == rows[2] for rows in told.values())
