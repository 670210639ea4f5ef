"""How well flags find what was planted: recall by kind, and the share of innocent people flagged.

Flags come as Parquet or CSV, one row a flag. A row names its subject by the first of these that is not empty: person,
household, account, workshop, employer, course, spell, payment; what else it names is only where that happened. No
other column is read but one that names the test (`test`, `flag`, `kind` or `name`).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.csv as csv
import pyarrow.parquet as pq

from gainful.benefits.fraud.tables import read_tables
from gainful.simulate.assumptions import KINDS

SUBJECTS = ("person", "household", "account", "workshop", "employer", "course", "spell", "payment")
"""Columns by which a flag may name its subject, the closest first."""
TESTS = ("test", "flag", "kind", "name")
"""Columns by which a flag may say which test it is from."""
SPELT = ("{0}", "{0}_id", "{0}_a", "{0}_b", "{0}_1", "{0}_2", "other_{0}", "{0}s")
"""How such a column may be spelt; a row may name several of one kind, in columns or in a list."""

Subject = tuple[str, int]


class NotFlags(ValueError):
    """The file has no column that names a person, a household, an account, an employer or the like."""


@dataclass(frozen=True)
class Score:
    """What flags found. Counts are cases, or people; `by_test` counts the innocent people each test flagged.

    `found_by` says which tests found the cases of a kind: a case may be found by a test meant for another."""

    cases: dict[str, int]
    found: dict[str, int]
    missed: list[tuple[int, str, str]]
    innocent: int
    false: int
    look_alikes: dict[str, tuple[int, int]]
    by_test: dict[str, int]
    false_places: int
    found_by: dict[str, dict[str, int]]

    @property
    def recall(self) -> float:
        """Share of planted cases flagged (0–1)."""
        return sum(self.found.values()) / max(1, sum(self.cases.values()))

    @property
    def false_share(self) -> float:
        """Share of innocent people flagged (0–1)."""
        return self.false / max(1, self.innocent)


def read_flags(path: Path) -> list[tuple[Subject, str]]:
    """Each flag's subject and test. Raises NotFlags where nothing is named, pa.ArrowInvalid."""
    table = csv.read_csv(path) if path.suffix == ".csv" else pq.read_table(path)
    columns = {name.lower(): name for name in table.column_names}
    named = [
        (subject, columns[name.format(subject)])
        for subject in SUBJECTS
        for name in SPELT
        if name.format(subject) in columns
    ]
    if not named:
        raise NotFlags(f"{path.name} names no subject: a column {', '.join(SUBJECTS)} would be right")
    test = next((columns[name] for name in TESTS if name in columns), None)
    read = [(subject, _whole_numbers(table[column])) for subject, column in named]
    tests = table[test].cast(pa.string()).to_pylist() if test else [""] * table.num_rows
    flags: list[tuple[Subject, str]] = []
    for row in range(table.num_rows):
        told = [(subject, one) for subject, cells in read for one in cells[row]]
        flags += [(one, tests[row] or "") for one in told if one[0] == told[0][0]]
    return flags


def _whole_numbers(column: pa.ChunkedArray) -> list[list[int]]:
    """The numbers in each cell: none, one, or those of a list. Raises pa.ArrowInvalid for what is no number."""
    if pa.types.is_list(column.type) or pa.types.is_large_list(column.type):
        return [[int(one) for one in cell or () if one is not None] for cell in column.to_pylist()]
    return [[] if cell is None else [cell] for cell in column.cast(pa.int64()).to_pylist()]


def score(folder: Path, flags: list[tuple[Subject, str]]) -> Score:
    """Flags against the truth of a drill. Raises FileNotFoundError where the folder is no drill."""
    truth = pq.read_table(folder / "truth.parquet").to_pylist()
    tables = read_tables(folder)
    named = _people_named(tables, flags)
    subjects: dict[Subject, set[str]] = defaultdict(set)
    for subject, test in flags:
        subjects[subject].add(test)
    for person, tests in named.items():
        subjects["person", person] |= tests
    cases: dict[int, tuple[str, str]] = {}
    hit: dict[int, set[str]] = defaultdict(set)
    marked: dict[int, tuple[str, str]] = {}
    for row in truth:
        keys = [(name, row[name]) for name in SUBJECTS if row.get(name) is not None]
        if row["role"] in ("planted", "used"):
            cases[row["case"]] = (row["kind"], row["variant"])
            for key in keys:
                if key in subjects:
                    hit[row["case"]] |= subjects[key]
        for name, value in keys:
            if name == "person":
                marked[value] = (row["role"], row["kind"])
    innocent = [
        p for p in tables["people"]["person"].to_pylist() if marked.get(p, ("look_alike",))[0] == "look_alike"
    ]
    false = [person for person in innocent if person in named]
    return Score(
        cases=dict(Counter(kind for kind, _ in cases.values())), found=dict(Counter(cases[one][0] for one in hit)),
        missed=sorted((one, *cases[one]) for one in cases.keys() - hit.keys()),
        innocent=len(innocent), false=len(false),
        look_alikes=_look_alikes(marked, named), false_places=_false_places(truth, flags),
        found_by={
            kind: dict(Counter(test for one, tests in hit.items() if cases[one][0] == kind for test in sorted(tests)))
            for kind in KINDS
        },
        by_test=dict(Counter(test for person in false for test in sorted(named[person]))),
    )  # fmt: skip


def _people_named(tables: dict[str, pa.Table], flags: list[tuple[Subject, str]]) -> dict[int, set[str]]:
    """The people whom flags name, by number, or by household, account, spell or payment; and by which tests."""
    stands_for: dict[str, dict[int, list[int]]] = {}
    for subject, table in (
        ("household", "people"),
        ("account", "accounts"),
        ("spell", "spells"),
        ("payment", "payments"),
    ):
        found: dict[int, list[int]] = defaultdict(list)
        if any(kind == subject for (kind, _), _ in flags):
            pairs = zip(tables[table][subject].to_pylist(), tables[table]["person"].to_pylist(), strict=True)
            for value, person in pairs:
                if value is not None and person is not None:
                    found[value].append(person)
        stands_for[subject] = found
    named: dict[int, set[str]] = defaultdict(set)
    for (kind, value), test in flags:
        for person in [value] if kind == "person" else stands_for.get(kind, {}).get(value, []):
            named[person].add(test)
    return dict(named)


def _look_alikes(
    marked: dict[int, tuple[str, str]], named: dict[int, set[str]]
) -> dict[str, tuple[int, int]]:
    """Of each kind of honest look-alike: people flagged, and people in all."""
    whole = Counter(kind for role, kind in marked.values() if role == "look_alike")
    flagged = Counter(
        kind for person, (role, kind) in marked.items() if role == "look_alike" and person in named
    )
    return {kind: (flagged[kind], count) for kind, count in sorted(whole.items())}


def _false_places(truth: list[dict[str, int]], flags: list[tuple[Subject, str]]) -> int:
    """Employers, workshops and courses flagged though no case has to do with them."""
    kinds = ("employer", "workshop", "course")
    known = {(name, row[name]) for row in truth for name in kinds if row[name] is not None}
    return len({subject for subject, _ in flags if subject[0] in kinds and subject not in known})


def lines(found: Score) -> list[str]:
    """The score as it is printed."""
    shown = [f"{'kind':26} {'planted':>8} {'flagged':>8} {'recall':>7}"]
    for kind in KINDS:
        if count := found.cases.get(kind, 0):
            got = found.found.get(kind, 0)
            shown.append(f"{kind:26} {count:8} {got:8} {got / count:7.1%}")
    for kind, tests in found.found_by.items():
        if any(tests):
            shown.append(
                f"  {kind}, found by: " + ", ".join(f"{test} {n}" for test, n in sorted(tests.items()))
            )
    total, got = sum(found.cases.values()), sum(found.found.values())
    shown += [f"{'all':26} {total:8} {got:8} {found.recall:7.1%}", ""]
    shown.append(f"innocent people flagged: {found.false} of {found.innocent} ({found.false_share:.2%})")
    shown.append(f"places and courses flagged in vain: {found.false_places}")
    shown += [f"  by {test or 'any test'}: {count}" for test, count in sorted(found.by_test.items())]
    shown += [f"  {kind}: {got} of {count}" for kind, (got, count) in found.look_alikes.items() if got]
    missed = Counter((kind, variant) for _, kind, variant in found.missed)
    shown += [f"missed: {kind}, {variant}: {count}" for (kind, variant), count in sorted(missed.items())]
    return shown
