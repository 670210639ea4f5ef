"""The examples of a benefit's page: a list, or one case and what each example changes in it. Amounts in CNY there."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from gainful.rules.benefit import Example
from gainful.rules.parameters import Report, value_of
from gainful.terms.facts import Fact

_EXPECTATIONS = ("due", "amount", "ask", "missing", "failed", "as_of", "places")
_LISTS = ("ask", "missing", "failed")


def read_examples(
    page: Mapping[str, Any],
    valid_from: date,
    facts: Mapping[str, Fact],
    report: Report,
    codes: Mapping[str, Collection[str]],
) -> tuple[Example, ...]:
    """The examples that are without fault, in order; what is wrong with the others is reported."""
    pages = page.get("examples") or []
    case: object = {}
    if isinstance(pages, Mapping):
        for key in pages.keys() - {"case", "worked"}:
            report("unknown_key", f"examples.{key}", "examples have one case, and are worked")
        case, pages = pages.get("case") or {}, pages.get("worked") or []
    if not isinstance(pages, list) or not isinstance(case, Mapping):
        report(
            "shape",
            "examples",
            "examples are a list, or a case of facts and a list of what is worked from it",
        )
        return ()
    read = [
        _example(f"examples.{number}", {**case, **worked} if isinstance(worked, Mapping) else worked,
                 valid_from, facts, report, codes)
        for number, worked in enumerate(pages, start=1)
    ]  # fmt: skip
    return tuple(example for example in read if example is not None)


def _example(
    where: str,
    page: object,
    valid_from: date,
    facts: Mapping[str, Fact],
    report: Report,
    codes: Mapping[str, Collection[str]],
) -> Example | None:
    faults: list[str] = []

    def told(code: str, at: str, message: str) -> None:
        faults.append(code)
        report(code, at, message)

    if not isinstance(page, Mapping) or (
        page.get("due") not in ("unknown",) and type(page.get("due")) is not bool
    ):
        told("shape", where, "an example gives facts and says due: true, false or unknown")
        return None
    values = {
        key: _fact(where, key, page[key], facts, told, codes) for key in page if key not in _EXPECTATIONS
    }
    on, places = page.get("as_of", valid_from), page.get("places", [])
    if type(on) is not date or not (isinstance(places, list) and all(type(code) is str for code in places)):
        told("shape", where, "as_of is a date, places a list of codes from the nearest up")
    expected = {key: page[key] for key in _LISTS if key in page}
    if not all(isinstance(names, list) for names in expected.values()):
        told("shape", where, "ask, missing and failed are lists of names")
    if "amount" in page:
        expected["amount"] = _value(where, "amount", page["amount"], "money", told)
    if faults:
        return None
    due = None if page["due"] == "unknown" else page["due"]
    return Example(values, on, tuple(places), due, expected)


def _fact(
    where: str,
    name: object,
    written: object,
    facts: Mapping[str, Fact],
    report: Report,
    codes: Mapping[str, Collection[str]],
) -> Any:
    fact = facts.get(name) if isinstance(name, str) else None
    if fact is None:
        report("unknown_fact", where, f"no fact is called {name}")
        return None
    value = None if written is None else _value(where, fact.name, written, fact.kind, report)
    listed = codes.get(fact.code_list or "")
    if value is not None and listed and value not in listed:
        report("value", where, f"{fact.name}: {value[:20]!r} is no code of {fact.code_list}")
    elif value is not None and not fact.admits(value):
        report("value", where, f"{fact.name}: a value is {fact.bounds}")
    return value


def _value(where: str, name: str, written: object, kind: str, report: Report) -> Any:
    try:
        return value_of(written, kind)
    except ValueError as wrong:
        report("value", where, f"{name}: {wrong}")
        return None
