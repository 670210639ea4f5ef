"""What would change if a value of a rule were another one: cost, people, households, winners and losers, against today.

The pack is never touched: the rule is copied, and both are asked of the same table of facts. "Cannot tell" is counted
apart on either side and is never 0.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import duckdb

from gainful.benefits.facts_table import AREA, HOUSEHOLD, ID, PERSON, SUBJECT, TIER, check_tables
from gainful.benefits.run import ask_of, places_of
from gainful.rules.benefit import EVERYWHERE, Benefit
from gainful.rules.parameters import Bound, Parameter, Span, value_of
from gainful.rules.sql import text
from gainful.rules.table import benefit_query
from gainful.terms.areas import area_number, area_text
from gainful.terms.money import yuan

Progress = Callable[[str, int, int], None]
LEVELS = {"province": 2, "prefecture": 4, "county": 6}
"""Levels by which a result can be split, with the length of their codes."""

MEMORY = "2GB"
_WRITTEN = re.compile(r"(\w+)\.(\w+)(?:@(\d+))?=(.+)", re.ASCII)
_SIDES = ("now", "then")


_SENTENCES = {
    "unreadable": "{given!r} is no change: write RULE.PARAMETER=VALUE or RULE.PARAMETER@PLACE=VALUE",
    "no_change": "nothing is changed",
    "no_rule": "no rule is called {given}",
    "no_parameter": "{rule} has no parameter {given}; it has {known}",
    "no_place": "{given} is no area code: 2, 4, 6, 9 or 12 digits",
    "elsewhere": "{rule} holds in {home} alone, and {given} lies elsewhere",
    "no_amount": "{given!r} is no value of {parameter}: it must be an amount in yuan, such as 300 or 300.50",
    "no_day": "{given!r} is no value of {parameter}: it must be a day, such as 2020-10-31",
    "no_number": "{given!r} is no value of {parameter}: it must be a whole number ({unit}), 0 or more",
    "beyond": "{given} is beyond what a higher level allows for {parameter} in {place}: {allowed}",
}


class ChangeRefused(ValueError):
    """A change that cannot be tried: `code` says why, `values` name what was found; its text is the sentence."""

    def __init__(self, code: str, **values: Any) -> None:
        super().__init__(_SENTENCES[code].format(**values))
        self.code, self.values = code, values


class ChangesRefused(ValueError):
    """Changes of which some cannot be tried; `problems` are sentences, all at once."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("; ".join(problems))
        self.problems = problems


@dataclass(frozen=True)
class Change:
    """One value to try: of a rule's parameter, in a place (None: wherever no place has a value of its own)."""

    rule: str
    parameter: str
    place: str | None
    value: Any


@dataclass(frozen=True)
class Cell:
    """What a change comes to for one rule, and all, one place or one tier. Costs in fen.

    `due` is rows due, `people` and `households` whose; `unknown` is people with a row that cannot be told. Winners and
    losers are people whose sum over rows that are told on both sides rises or falls; `newly_told` and `no_longer_told`
    have a row told on one side only.
    """

    rule: str
    split: str
    key: str
    cost_now_fen: int
    cost_then_fen: int
    due_now: int
    due_then: int
    people_now: int
    people_then: int
    households_now: int
    households_then: int
    unknown_now: int
    unknown_then: int
    winners: int
    losers: int
    newly_told: int
    no_longer_told: int


def read_change(written: str, rules: Mapping[str, Benefit], on: date | None = None) -> Change:
    """The change that RULE.PARAMETER[@PLACE]=VALUE writes, money in yuan. Raises ChangeRefused."""
    found = _WRITTEN.fullmatch(written.strip())
    if found is None:
        raise ChangeRefused("unreadable", given=written)
    rule, parameter, place, value = found.groups()
    return change_of(rules, rule, parameter, place, value, on)


def read_changes(
    written: Sequence[str], rules: Mapping[str, Benefit], on: date | None = None
) -> list[Change]:
    """The changes that several texts write. Raises ChangesRefused naming everything that is wrong."""
    found, problems = [], []
    for one in written:
        try:
            found.append(read_change(one, rules, on))
        except ChangeRefused as refusal:
            problems.append(str(refusal))
    if problems:
        raise ChangesRefused(problems)
    return found


def change_of(
    rules: Mapping[str, Benefit],
    rule: str,
    parameter: str,
    place: str | None,
    value: str,
    on: date | None = None,
) -> Change:
    """A checked change from its parts as texts, by the bounds of a day (None: those that have not ended).

    Raises ChangeRefused for what cannot be tried, saying why.
    """
    if rule not in rules:
        raise ChangeRefused("no_rule", given=rule)
    named = rules[rule].parameters
    if parameter not in named:
        raise ChangeRefused("no_parameter", rule=rule, given=parameter, known=", ".join(sorted(named)))
    where = _place(place, rules[rule]) if place and place != EVERYWHERE else None
    change = Change(rule, parameter, where, _value(named[parameter], value.strip()))
    _within(named[parameter], change, on)
    return change


def _place(code: str, rule: Benefit) -> str:
    try:
        code = area_text(area_number(code))
    except ValueError:
        raise ChangeRefused("no_place", given=code) from None
    if rule.jurisdiction != EVERYWHERE and not code.startswith(rule.jurisdiction):
        raise ChangeRefused("elsewhere", rule=rule.name, home=rule.jurisdiction, given=code)
    return code


def _value(parameter: Parameter, written: str) -> Any:
    kind = parameter.kind.name
    try:
        if kind == "date":
            return date.fromisoformat(written)
        value = yuan(written) if kind == "money" else value_of(int(written), kind)
        if value is None or value < 0:
            raise ValueError
        return value
    except ValueError:
        code = {"money": "no_amount", "date": "no_day"}.get(kind, "no_number")
        raise ChangeRefused(code, given=written, parameter=parameter.name, unit=parameter.unit) from None


def _within(parameter: Parameter, change: Change, on: date | None) -> None:
    """Refuses a value that a bound forbids: of a level above the place, or of a place that the change reaches."""
    above = places_of(change.place) if change.place else ()
    for bound in parameter.bounds:
        reached = bound.place is None or bound.place in above or bound.place.startswith(change.place or "")
        holds = bound.last is None if on is None else bound.holds(on)
        if reached and holds and not bound.admits(change.value):
            raise ChangeRefused(
                "beyond", given=_said(change.value, parameter), parameter=parameter.name,
                place=bound.place or "the whole nation", allowed=_bound_said(bound, parameter), bound=bound,
                tried=change.value,
            )  # fmt: skip


def _said(value: Any, parameter: Parameter) -> str:
    return f"{value / 100:,.2f} yuan" if parameter.kind.name == "money" else str(value)


def _bound_said(bound: Bound, parameter: Parameter) -> str:
    ends = (("at least", bound.low), ("at most", bound.high))
    return " and ".join(f"{word} {_said(end, parameter)}" for word, end in ends if end is not None)


def changed(rules: Mapping[str, Benefit], changes: Sequence[Change]) -> dict[str, Benefit]:
    """Copies of the rules that changes touch, with the values tried; the rules themselves stay as they are."""
    found: dict[str, Benefit] = {}
    for change in changes:
        rule = found.get(change.rule, rules[change.rule])
        parameter = rule.parameters[change.parameter]
        kept = tuple(span for span in parameter.spans if span.place != change.place)
        tried = Span(date.min, None, change.value, change.place, verified=False)
        other = replace(parameter, spans=(*kept, tried))
        found[change.rule] = replace(rule, parameters={**rule.parameters, change.parameter: other})
    return found


def staying(rules: Mapping[str, Benefit], change: Change, on: date) -> list[str]:
    """The codes of places below the change's own that have a value of theirs on the day, which the change leaves."""
    spans = rules[change.rule].parameters[change.parameter].spans
    below = {
        span.place
        for span in spans
        if span.place
        and span.place != change.place
        and span.place.startswith(change.place or "")
        and span.first <= on
        and (span.last is None or on <= span.last)
    }
    return sorted(below)


def what_if(
    facts: Sequence[Path], rules: Mapping[str, Benefit], changes: Sequence[Change], on: date, *,
    level: str = "province", within: Sequence[str] = (EVERYWHERE,), memory: str = MEMORY, threads: int | None = None,
    progress: Progress = lambda step, done, total: None,
) -> list[Cell]:  # fmt: skip
    """What the changes come to on a day, rule by rule: in all (split "all"), by place of a level, by need tier.

    `within` are the codes of the areas whose rows count. Exact counts: whoever shows them keeps disclosure.
    Raises TableRefused for what is no table of facts.
    """
    if not changes:
        raise ChangeRefused("no_change")
    tried = changed(rules, changes)
    columns = check_tables(facts, {name: rules[name] for name in tried})
    cells: list[Cell] = []
    connection = duckdb.connect(config={"memory_limit": memory, **({"threads": threads} if threads else {})})
    try:
        for done, (name, rule) in enumerate(tried.items()):
            progress("asking both rules", done, len(tried))
            connection.execute("create or replace temp table told (" + ", ".join(_TOLD) + ")")
            for source in facts:
                _tell(connection, source, columns[source], rules[name], rule, on, within)
            connection.execute("set variable digits = ?", [LEVELS[level]])
            rows = connection.execute(_COUNTED).fetchall()
            cells += [Cell(name, *row) for row in rows]
        progress("asking both rules", len(tried), len(tried))
    finally:
        connection.close()
    return cells


_TOLD = ("area varchar", "person varchar", "household varchar", "tier varchar",
         "due_now boolean", "fen_now bigint", "due_then boolean", "fen_then bigint")  # fmt: skip
_KEYS = (AREA, PERSON, HOUSEHOLD, TIER)


def _tell(
    connection: duckdb.DuckDBPyConnection,
    source: Path,
    columns: Sequence[str],
    now: Benefit,
    then: Benefit,
    on: date,
    within: Sequence[str],
) -> None:
    """Asks a rule and its copy of every row of a table, and keeps both answers side by side."""
    if SUBJECT not in columns and not set(now.ready.used) & set(columns):
        return
    connection.read_parquet(str(source)).create_view("facts", replace=True)
    areas = [area for (area,) in connection.execute("select distinct area from facts").fetchall()]
    if EVERYWHERE not in within:
        areas = [area for area in areas if area and area.startswith(tuple(within))]
    for places, here in _alike(now, then, areas, on):
        ask_of(connection, here, now.subject, on, columns)
        sides = {
            side: text(benefit_query(rule, source="asked", on=on, places=places, keys=(ID,), columns=columns,
                                     with_ask=False))
            for side, rule in zip(_SIDES, (now, then), strict=True)
        }  # fmt: skip
        own = {key: f"asked.{key}" if key in columns else "null" for key in _KEYS}
        own[PERSON] = f"coalesce({own[PERSON]}, asked.id::varchar)"
        connection.execute(
            f"insert into told select {', '.join(own.values())}, now.due, now.amount_fen, then_.due, "  # noqa: S608
            f"then_.amount_fen from asked join ({sides['now']}) as now using (id) "
            f"join ({sides['then']}) as then_ using (id)"
        )


def _alike(
    now: Benefit, then: Benefit, areas: Sequence[Any], on: date
) -> list[tuple[tuple[str, ...], list[Any]]]:
    """The areas by what both rules' values are there."""
    groups: dict[tuple[Any, ...], tuple[tuple[str, ...], list[Any]]] = {}
    for area in areas:
        places = places_of(area)
        values = tuple(value for rule in (now, then) for value in rule.ready.values_on(on, places).values())
        groups.setdefault(values, (places, []))[1].append(area)
    return list(groups.values())


_COUNTED = """
with whose as (
    select person, household, tier, case when area <> '0' then left(area, getvariable('digits')) end as place,
           coalesce(sum(fen_now), 0) as cost_now, coalesce(sum(fen_then), 0) as cost_then,
           count(*) filter (due_now) as rows_now, count(*) filter (due_then) as rows_then,
           bool_or(due_now is null) as unknown_now, bool_or(due_then is null) as unknown_then,
           sum(case when due_now is not null and due_then is not null
                    then coalesce(fen_then, 0) - coalesce(fen_now, 0) else 0 end) as gain,
           bool_or(due_now is null and due_then is not null) as newly_told,
           bool_or(due_now is not null and due_then is null) as no_longer_told
    from told group by person, household, tier, place
)
select case when grouping(place) = 0 then 'place' when grouping(tier) = 0 then 'tier' else 'all' end as split,
       coalesce(case when grouping(place) = 0 then place when grouping(tier) = 0 then tier end, '') as key,
       coalesce(sum(cost_now), 0)::bigint, coalesce(sum(cost_then), 0)::bigint,
       coalesce(sum(rows_now), 0)::bigint, coalesce(sum(rows_then), 0)::bigint,
       count(distinct person) filter (rows_now > 0), count(distinct person) filter (rows_then > 0),
       count(distinct household) filter (rows_now > 0), count(distinct household) filter (rows_then > 0),
       count(distinct person) filter (unknown_now), count(distinct person) filter (unknown_then),
       count(distinct person) filter (gain > 0), count(distinct person) filter (gain < 0),
       count(distinct person) filter (newly_told), count(distinct person) filter (no_longer_told)
from whose group by grouping sets ((), (place), (tier))
order by split, key"""


@dataclass(frozen=True)
class Shown:
    """A cell as somebody who may not see persons sees it: people rounded to `threshold`, None for too few."""

    cell: Cell
    numbers: Mapping[str, int | None]


_FEW_BEHIND = {"cost_now_fen": "people_now", "cost_then_fen": "people_then", "due_now": "people_now",
               "due_then": "people_then", "households_now": "people_now",
               "households_then": "people_then"}  # fmt: skip


def disclosed(cells: Sequence[Cell], threshold: int) -> list[Shown]:
    """The cells as they may be shown to somebody who sees counts alone: small ones emptied, the others rounded.

    A number that rests on 1 to `threshold` - 1 people is None. The others are rounded to the nearest multiple of
    `threshold` (costs: to the nearest average due times `threshold` people), so that neither a sum beside it nor a
    second question one step away gives one person back. Nobody at all stays 0.
    """
    return [Shown(cell, _rounded(cell, threshold)) for cell in cells]


def _rounded(cell: Cell, threshold: int) -> dict[str, int | None]:
    found: dict[str, int | None] = {}
    for name, value in vars(cell).items():
        if not isinstance(value, int):
            continue
        people = getattr(cell, _FEW_BEHIND.get(name, name))
        if 0 < people < threshold or (name.startswith("households") and 0 < value < threshold):
            found[name] = None
        elif name.endswith("_fen"):
            step = _step(value, people, threshold)
            found[name] = (value + step // 2) // step * step
        else:
            found[name] = (value + threshold // 2) // threshold * threshold
    return found


def _step(fen: int, people: int, threshold: int) -> int:
    """What `threshold` people get on average, as a round number of yuan in fen, at least 100 yuan."""
    about = fen * threshold // max(1, people)
    step = 10_000
    while step * 10 <= about:
        step *= 10
    return step
