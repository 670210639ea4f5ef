"""The places that a benefit's page names: each is one that the lists of areas have, and lies within the rule's own."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from gainful.rules.benefit import EVERYWHERE, Benefit, Problem
from gainful.terms.areas import area_number, area_text, chain_of_codes, county_of


def faults(benefit: Benefit, areas: Collection[int]) -> list[Problem]:
    """Each place of the page that no list has, or that the rule does not reach; `areas` are all that exist, by number.

    A place smaller than a county is known by its county, since lists need not go further down.
    """
    found = [] if benefit.jurisdiction == EVERYWHERE else _listed("jurisdiction", benefit.jurisdiction, areas)
    for where, code in _places(benefit):
        here = _listed(where, code, areas)
        found += here
        if not here and not _reached(benefit, code):
            said = f"{code} does not lie in {benefit.jurisdiction}, where the rule holds"
            found.append(Problem("no_place", where, said))
    for number, example in enumerate(benefit.examples, start=1):
        for code in example.places:
            found += _listed(f"examples.{number}.places", code, areas)
    return found


def _places(benefit: Benefit) -> Iterator[tuple[str, str]]:
    """Each place with values or bounds of its own, and where it stands on the page."""
    for name, parameter in benefit.parameters.items():
        for place in dict.fromkeys(span.place for span in parameter.spans if span.place):
            yield f"parameters.{name}.local.{place}", place
        for place in dict.fromkeys(bound.place for bound in parameter.bounds if bound.place):
            yield f"parameters.{name}.at_most or at_least.{place}", place


def _reached(benefit: Benefit, code: str) -> bool:
    """Whether the rule holds in a place: the nation's everywhere, another's inside it (or where it lies itself)."""
    if benefit.jurisdiction == EVERYWHERE:
        return True
    try:
        return area_text(area_number(benefit.jurisdiction)) in chain_of_codes(area_number(code))
    except ValueError:
        return True  # said already


def _listed(where: str, code: object, areas: Collection[int]) -> list[Problem]:
    try:
        number = area_number(str(code))
    except ValueError:
        return [
            Problem("no_place", where, f"{str(code)[:20]!r} is no code of a place: 2, 4, 6, 9 or 12 digits")
        ]
    if number and county_of(number) in areas:
        return []
    return [Problem("no_place", where, f"no list of areas has {code}")]
