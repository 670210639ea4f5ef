"""What the examples of a benefit's page leave unshown: a page proves each turn that its rule can take.

For each condition a case in which it alone fails; for each fact a case in which it is not known; for each value that
begins to hold later than the benefit a case on that day and one on the day before; for each place with values of its
own a case there; and, where a parameter has no value everywhere, a case that cannot be told for want of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from gainful.rules.benefit import Answer, Benefit, Example, Problem, answer
from gainful.rules.parameters import Parameter

_DAY = timedelta(days=1)


def unshown(benefit: Benefit) -> list[Problem]:
    """Each turn of the rule that no example of the page takes. The page is without other faults."""
    cases = [(one, answer(benefit, one.facts, one.on, one.places)) for one in benefit.examples]
    return [
        *_conditions(benefit, [told for _, told in cases]),
        *_unknown_facts(benefit),
        *(problem for one in benefit.parameters.values() for problem in _parameter(benefit, one, cases)),
    ]


def _conditions(benefit: Benefit, told: list[Answer]) -> Iterator[Problem]:
    alone = {one.failed for one in told}
    for name in benefit.conditions:
        if (name,) not in alone:
            yield Problem("not_shown", f"conditions.{name}", "no example in which this condition alone fails")


def _unknown_facts(benefit: Benefit) -> Iterator[Problem]:
    for name in benefit.ready.used:
        if not any(name in one.facts and one.facts[name] is None for one in benefit.examples):
            yield Problem("not_shown", "examples", f"no example in which {name} is not known (null)")


def _parameter(
    benefit: Benefit, parameter: Parameter, cases: list[tuple[Example, Answer]]
) -> Iterator[Problem]:
    where = f"parameters.{parameter.name}"
    days = {(one.on, place) for one, _ in cases for place in (*one.places, None)}
    for span in parameter.spans:
        if span.place and not any(span.place in one.places for one, _ in cases):
            yield Problem("not_shown", f"{where}.local.{span.place}", "no example in this place")
        if span.first > benefit.valid_from:
            for day in (span.first - _DAY, span.first):
                if (day, span.place) not in days and benefit.in_force(day):
                    yield Problem("not_shown", f"{where}.{span.first}", f"no example on {day.isoformat()}")
    if all(span.place for span in parameter.spans) and not any(
        parameter.name in told.missing for _, told in cases
    ):
        yield Problem("not_shown", where, "no example that cannot be told for want of this value (missing)")
