"""Every row accounted for: a row that is not taken carries a refused finding, and a member without a name stays one.

A warning says that a datum was left out; it does not say that the whole row was. Whoever reads the report must not
have to infer that.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from gainful.intake.rows import Record
from gainful.intake.sentences import Severity, all_sentences

if TYPE_CHECKING:
    from gainful.intake.checks import HandIn

INCOME_FORM = "income"
INCOME_KEYS = frozenset({"household_number", "head_name", "year", "note"})


def keep_unnamed(hand_in: HandIn, records: list[Record], settings: Mapping[str, Any]) -> None:
    """A member whose name cannot be used is kept as one whose number is refused: counted, unnamed, not placed.

    Somebody who is on record already keeps the name that they have.
    """
    number_fact, name_fact = settings["number"], settings["name"]
    for record in records:
        if name_fact in record.values or record.left_out:
            continue
        number = record.values.get(number_fact)
        if number and hand_in.known.identified(number):
            continue
        if number:
            record.unsure[number_fact] = record.values.pop(number_fact)
        record.refused |= {number_fact, name_fact}
        hand_in.say("name_missing", record, name_fact)


def say_refused_rows(hand_in: HandIn) -> None:
    """Adds a refused finding to each row left out that has none yet, at the fact that it lacks where there is one."""
    _refuse_empty_incomes(hand_in)
    refused = {(f.file, f.sheet, f.row) for f in hand_in.findings if f.severity is Severity.REFUSED}
    for records in hand_in.records.values():
        for record in records:
            if not record.is_refused or (record.file, record.sheet, record.row) in refused:
                continue
            known = all_sentences().get(record.left_out)
            code = record.left_out if known and known.severity is Severity.REFUSED else "row_not_taken"
            hand_in.say(code, record, _lacking(hand_in, record))


def _refuse_empty_incomes(hand_in: HandIn) -> None:
    """An income row without one amount says nothing: it is left out."""
    for record in hand_in.records.get(INCOME_FORM, ()):
        if not record.left_out and record.values.keys() <= INCOME_KEYS:
            record.left_out = "no_income_stated"


def _lacking(hand_in: HandIn, record: Record) -> str:
    """The first needed fact that the row does not give, "" when it has them all."""
    for fact, column in hand_in.forms.forms[record.form].columns.items():
        if (column.needed or column.starts_block) and fact not in record.values:
            return fact
    return ""
