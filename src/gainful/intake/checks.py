"""The checks that forms ask for, row by row and across rows, files and what is already known.

Each is one function: the records of one form that a hand-in holds, and the settings from the form. It says findings,
and marks on the record what is not taken. Bounds of the law are parameters of the pack.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from gainful.intake.accounted import keep_unnamed
from gainful.intake.findings import Finding, finding
from gainful.intake.forms import Forms
from gainful.intake.ledger_checks import LEDGER_CHECKS
from gainful.intake.likeness import alike
from gainful.intake.on_record import Known, KnownSpell, NothingKnown
from gainful.intake.rows import Record
from gainful.matching.filters.hazardous_under_18 import YEARS as HAZARDOUS_FROM
from gainful.pack.pack import Pack
from gainful.pack.screening import screen
from gainful.terms.money import format_yuan
from gainful.terms.periods import Period, age_on
from gainful.terms.places import Gazetteer


@dataclass
class HandIn:
    """What the checks look at: the records by form, the pack, the places, what is known, who files and when."""

    records: Mapping[str, list[Record]]
    headers: Mapping[tuple[str, str], Mapping[str, str]]
    pack: Pack
    gazetteer: Gazetteer
    known: Known
    area: int
    filed_on: date
    forms: Forms
    findings: list[Finding] = field(default_factory=list)
    _parameters: dict[tuple[str, date, int], Any] = field(default_factory=dict)

    def say(self, code: str, record: Record, fact: str = "", **given: Any) -> None:
        """Adds a finding at a record's cell of a fact, or at the row when it has none."""
        headers = self.headers.get((record.file, record.sheet), {})
        letters = record.letters.get(fact, "")
        said = finding(
            code,
            file=record.file,
            sheet=record.sheet,
            row=record.row,
            header=headers.get(fact, fact),
            **given,
        )
        self.findings.append(Finding(**{**said.__dict__, "column": letters}))

    def parameter(self, name: str, on: date, area: int | None = None) -> Any:
        """A value of the law in force, or None where none is loaded."""
        asked = (name, on, self.area if area is None else area)
        if asked not in self._parameters:
            self._parameters[asked] = self.pack.parameters.value(name, asked[2], on)
        return self._parameters[asked]


def run(hand_in: HandIn, form: str, check: str, settings: Mapping[str, Any]) -> None:
    """Runs one check over the records of a form; raises KeyError for a check that does not exist."""
    CHECKS[check](hand_in, hand_in.records.get(form, []), settings)


def _sex_agrees(hand_in: HandIn, records: list[Record], settings: Mapping[str, Any]) -> None:
    checker = hand_in.pack.number_checker()
    for record in records:
        number, sex = record.values.get(settings["number"]), record.values.get(settings["sex"])
        if number and sex:
            read = checker.read(number, hand_in.filed_on)
            if read.sex is not None and str(read.sex) != sex:
                hand_in.say("sex_contradicts_id", record, settings["sex"])


def _one_row_a_person(hand_in: HandIn, records: list[Record], settings: Mapping[str, Any]) -> None:
    """Of several rows of one person the one kept looks most at home: it stands in a block with the household's head,
    and its member number begins with the household's number. Where that does not tell, the first is kept."""
    fact, head = settings["head"]
    blocks_with_head = {
        (record.file, record.sheet, record.block) for record in records if record.values.get(fact) == head
    }

    def at_home(record: Record) -> int:
        own, household = (str(record.values.get(settings[key], "")) for key in ("own", "block"))
        with_head = (record.file, record.sheet, record.block) in blocks_with_head
        return with_head + bool(household and own.startswith(household))

    for same in _grouped(records, settings["number"]).values():
        kept = max(same, key=at_home)
        for record in same:
            if record is not kept:
                record.left_out = "duplicate_person"
                place = kept.sheet or kept.file
                hand_in.say("duplicate_person", record, settings["number"], place=place, other=kept.row)


def _grouped(records: Iterable[Record], fact: str) -> dict[Any, list[Record]]:
    """The records that are taken by the value of a fact; those without one are in no group."""
    groups: dict[Any, list[Record]] = {}
    for record in records:
        if fact in record.values and not record.left_out:
            groups.setdefault(record.values[fact], []).append(record)
    return groups


def _household_registered(hand_in: HandIn, records: list[Record], settings: Mapping[str, Any]) -> None:
    fact = settings["number"]
    staged = {
        r.values.get("household_number") for r in hand_in.records.get("registration", ()) if not r.left_out
    }
    for record in records:
        number = record.values.get(fact)
        if number and number not in staged and not hand_in.known.household(number):
            record.left_out = record.left_out or "household_not_in_registry"
            hand_in.say("household_not_in_registry", record, fact)


def _registered(hand_in: HandIn, records: list[Record], settings: Mapping[str, Any]) -> None:
    """Keeps out rows about people who are not identified members; a row whose own number is refused is out too."""
    number_fact, name_fact = settings["number"], settings["name"]
    members = hand_in.records.get("registration", ())
    staged = {r.values["id_number"] for r in members if "id_number" in r.values}
    doubtful: dict[str, list[Any]] = {}
    for member in members:
        if "id_number" in member.refused:
            doubtful.setdefault(member.values.get("name", ""), []).append(member.unsure.get("id_number"))
    for record in records:
        number, name = record.values.get(number_fact), record.values.get(name_fact, "")
        if number is None:
            record.left_out = record.left_out or "id_refused"
        elif number not in staged and not hand_in.known.identified(number):
            is_doubtful = number in doubtful.get("", ())
            is_doubtful |= any(alike(seen, number) for seen in doubtful.get(name, ()))
            if is_doubtful or hand_in.known.refused_member(name, number):
                code = "person_refused_in_registration"
            else:
                code = "not_in_registry"
            record.left_out = record.left_out or code
            hand_in.say(code, record, number_fact)


def _old_enough(hand_in: HandIn, records: list[Record], settings: Mapping[str, Any]) -> None:
    checker = hand_in.pack.number_checker()
    for record in records:
        number, on = (
            record.values.get(settings["number"]),
            record.values.get(settings["day"], hand_in.filed_on),
        )
        least = hand_in.parameter("minimum_working_age", on)
        born_on = checker.read(number, hand_in.filed_on).born_on if number else None
        if born_on and least and born_on <= on and age_on(born_on, on) < least.value:
            record.left_out = "under_16"
            hand_in.say("under_16", record, settings["number"], right=least.value)


def _not_hazardous(hand_in: HandIn, records: list[Record], settings: Mapping[str, Any]) -> None:
    """Keeps out work that is known to be hazardous of somebody known to be under 18; unknown is not yes here."""
    checker, occupations = hand_in.pack.number_checker(), hand_in.pack.codes["occupations"]
    for record in records:
        number, work = record.values.get(settings["number"]), record.values.get(settings["occupation"])
        on = record.values.get(settings["day"], hand_in.filed_on)
        born_on = checker.read(number, hand_in.filed_on).born_on if number else None
        if record.left_out or not work or not born_on or born_on > on:
            continue
        if age_on(born_on, on) < HAZARDOUS_FROM and occupations.marked(work, "hazardous"):
            record.left_out = "hazardous_under_18"
            hand_in.say("hazardous_under_18", record, settings["number"], right=HAZARDOUS_FROM)


def _in_order(hand_in: HandIn, records: list[Record], settings: Mapping[str, Any]) -> None:
    first, last = settings["first"], settings["last"]
    for record in records:
        start, end = record.values.get(first), record.values.get(last)
        if start and end and end < start:
            record.refused |= {first, last}
            del record.values[first], record.values[last]
            record.left_out = record.left_out or "end_before_start"
            hand_in.say("end_before_start", record, last, found=end.isoformat())


def _not_after_filing(hand_in: HandIn, records: list[Record], settings: Mapping[str, Any]) -> None:
    fact, code = settings["date"], settings["code"]
    for record in records:
        on = record.values.get(fact)
        if on and on > hand_in.filed_on:
            if code == "start_in_the_future":
                record.left_out = record.left_out or code
            hand_in.say(code, record, fact, found=on.isoformat())


def _no_overlap(hand_in: HandIn, records: list[Record], settings: Mapping[str, Any]) -> None:
    first, last = settings["first"], settings["last"]
    for number, same in _grouped(records, settings["number"]).items():
        dated = [record for record in same if first in record.values]
        for at, record in enumerate(dated):
            period = Period(record.values[first], record.values.get(last))
            other = next(
                (o for o in dated[:at] if period.overlaps(Period(o.values[first], o.values.get(last)))), None
            )
            # A spell on record that another row tells again was compared as that row.
            told = {_same_spell(o, first) for o in dated}
            on_record = [spell for spell in hand_in.known.spells(number) if _kept_as(spell) not in told]
            if other is not None:
                hand_in.say("overlapping_spell", record, first, other=other.row)
            elif any(period.overlaps(Period(spell.starts_on, spell.ends_on)) for spell in on_record):
                hand_in.say("overlapping_spell", record, first)


def _same_spell(record: Record, first: str) -> tuple[Any, ...]:
    """What makes a row tell the same spell as another: its start, employer and work."""
    return record.values[first], record.values.get("employer", ""), record.values.get("occupation", "")


def _kept_as(spell: KnownSpell) -> tuple[Any, ...]:
    return spell.starts_on, spell.employer, spell.occupation


def _note_screened(hand_in: HandIn, records: list[Record], settings: Mapping[str, Any]) -> None:
    for record in records:
        _say_hits(hand_in, record, [settings["text"]], "remark")


def _say_hits(hand_in: HandIn, record: Record, facts: Iterable[str], where: Any) -> None:
    """One finding for each code, at the first cell that gives it, with all the words that did it."""
    words: dict[str, tuple[str, list[str]]] = {}
    for fact in facts:
        for hit in screen(record.values.get(fact), hand_in.pack, where):
            words.setdefault(hit.code, (fact, []))[1].append(hit.words)
    for code, (fact, found) in words.items():
        hand_in.say(code, record, fact, found="；".join(found)[:120])


def _signed(hand_in: HandIn, records: list[Record], settings: Mapping[str, Any]) -> None:
    """Without the person's own signature an agreement on paper is none."""
    agrees, signature = settings["agrees"], settings["signature"]
    for record in records:
        if record.values.get(agrees) is not True:
            continue
        signed, name = record.values.get(signature), record.values.get(settings["name"])
        if signed is None or signed != name:
            record.refused |= {agrees}
            del record.values[agrees]
            code = "consent_without_signature" if signed is None else "signed_by_another"
            hand_in.say(code, record, signature if signature in record.letters else agrees)


def _every_source_stated(hand_in: HandIn, records: list[Record], settings: Mapping[str, Any]) -> None:
    for record in records:
        for fact in settings["of"]:
            if fact in record.letters and fact not in record.values and fact not in record.refused:
                hand_in.say("income_source_missing", record, fact)


def _adds_up(hand_in: HandIn, records: list[Record], settings: Mapping[str, Any]) -> None:
    """Compares a stated total with the parts that are stated; a part that is blank adds nothing."""
    for record in records:
        stated = {**record.unsure, **record.values}
        total = stated.get(settings["total"])
        if total is None:
            continue
        plus = sum(stated.get(fact, 0) for fact in settings["plus"])
        apart = total - plus + sum(stated.get(fact, 0) for fact in settings["minus"])
        if abs(apart) > settings["tolerance"]:
            found = f"{apart / 100:+,.0f}"
            hand_in.say("income_does_not_add_up", record, settings["total"], found=found)


def _one_row_each(hand_in: HandIn, records: list[Record], settings: Mapping[str, Any]) -> None:
    """A row that repeats another is passed over; one that contradicts it is not taken."""
    seen: dict[tuple[Any, ...], Record] = {}
    for record in records:
        key = tuple(record.values.get(fact) for fact in settings["by"])
        if None in key or record.left_out:
            continue
        first = seen.setdefault(key, record)
        if first is not record:
            code = "row_twice" if first.values == record.values else "row_contradicts"
            record.left_out = code
            hand_in.say(code, record, settings["by"][-1], other=first.row)


def _at_most(hand_in: HandIn, records: list[Record], settings: Mapping[str, Any]) -> None:
    fact, code = settings["value"], settings["code"]
    for record in records:
        value, most = record.values.get(fact), record.values.get(settings["most"])
        if value is not None and most is not None and value > most:
            if code == "attendance_over_days":
                record.refused |= {fact}
                del record.values[fact]
            hand_in.say(code, record, fact, found=str(value), right=most)


def _opening_screened(hand_in: HandIn, records: list[Record], settings: Mapping[str, Any]) -> None:
    for record in records:
        _say_hits(hand_in, record, settings["texts"], "opening")
        hours = record.values.get(settings["hours"])
        most = hand_in.parameter("excessive_weekly_hours", hand_in.filed_on)
        if hours is not None and most and hours > most.value:
            hand_in.say("excessive_hours", record, settings["hours"], found=str(hours), right=most.value)
        _say_low_pay(hand_in, record, settings, hours)


def _say_low_pay(hand_in: HandIn, record: Record, settings: Mapping[str, Any], hours: int | None) -> None:
    """Says full-time pay below the minimum wage of the place; public posts are exempt, part time is by the hour."""
    pay = record.values.get(settings["pay"])
    standard = hand_in.parameter("standard_weekly_hours", hand_in.filed_on)
    full_time = hours is not None and standard is not None and hours >= standard.value
    if pay is None or not full_time or record.values.get(settings["kind"]) == "public_post":
        return
    place = hand_in.gazetteer.resolve(record.values.get(settings["place"]), hand_in.area, hand_in.filed_on)
    least = hand_in.parameter("minimum_wage_monthly", hand_in.filed_on, place.code) if place.code else None
    if least is not None and pay[0] < least.fen():
        hand_in.say(
            "below_minimum_wage",
            record,
            settings["pay"],
            found=format_yuan(pay[0]).removeprefix("CNY "),
            right=least.value,
            unverified_zh="" if least.verified else "（标准未经核实）",
            unverified_en="" if least.verified else " (not verified)",
        )


CHECKS: Mapping[str, Callable[[HandIn, list[Record], Mapping[str, Any]], None]] = {
    "sex_agrees_with_number": _sex_agrees,
    "one_row_a_person": _one_row_a_person,
    "household_registered": _household_registered,
    "registered": _registered,
    "old_enough": _old_enough,
    "not_hazardous": _not_hazardous,
    "in_order": _in_order,
    "not_after_filing": _not_after_filing,
    "no_overlap": _no_overlap,
    "note_screened": _note_screened,
    "signed": _signed,
    "every_source_stated": _every_source_stated,
    "adds_up": _adds_up,
    "one_row_each": _one_row_each,
    "at_most": _at_most,
    "named": keep_unnamed,
    "opening_screened": _opening_screened,
    **LEDGER_CHECKS,
}

__all__ = ["CHECKS", "HandIn", "Known", "KnownSpell", "NothingKnown", "alike", "run"]
