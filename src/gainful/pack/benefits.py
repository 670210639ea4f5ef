"""The benefits of a pack as rules, and what is wrong with their pages."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

from gainful.pack.files import PackFault, PackFiles, Problem
from gainful.rules import check, page, places
from gainful.rules.benefit import Benefit
from gainful.rules.benefit import Problem as RuleProblem
from gainful.rules.shown import unshown
from gainful.terms.codes import CodeList

_NAME = re.compile(r"[a-z][a-z0-9_]*")
_NAME_RIGHT = "small letters, digits and underscores, such as harvest_bonus.yaml"
_RIGHT = {
    "not_with": "a benefit of the pack, or one that pack.toml names under benefits.elsewhere",
    "example_disagrees": "an example that the page's own rule bears out",
    "not_shown": "an example of it",
    "no_place": "a place that codes/areas.csv has, by its code in quotation marks",
    "not_mutual": "two benefits that exclude each other, each on its page",
    "example_missing": "one example each that is due, not due and unknown",
}


def read_benefits(
    files: PackFiles,
    codes: Mapping[str, CodeList],
    elsewhere: Collection[str] = (),
    areas: Collection[int] | None = None,
) -> tuple[dict[str, Benefit], list[Problem]]:
    """Every benefit under benefits/ by file name, and everything wrong with them, examples worked out.

    `elsewhere` are names of benefits that exist but that the pack has no page of, which a page may exclude. `areas` are
    the numbers of the pack's areas; without them places are not looked up.
    """
    known = {name: [item.code for item in items] for name, items in codes.items()}
    benefits: dict[str, Benefit] = {}
    paths: dict[str, str] = {}
    listed = files.names("benefits", ".yaml")
    problems = _ill_named(listed)
    names = {*(_stem(path) for path in listed), *elsewhere}
    for path in listed:
        name = _stem(path)
        try:
            benefits[name] = page.read(name, files.yaml(path), codes=known)
            paths[name] = path
        except PackFault as fault:
            problems.extend(fault.problems)
    for name, benefit in benefits.items():
        found = [*check.check(benefit, names), *_one_sided(benefit, benefits), *_unnamed(benefit)]
        found += [] if benefit.problems else unshown(benefit)
        if areas is not None:
            found += places.faults(benefit, areas)
        problems += [
            Problem(
                paths[name],
                one.where,
                one.message,
                _RIGHT.get(one.code, "what docs/how/add-a-benefit.md says of it"),
            )
            for one in found
        ]
    return benefits, problems


def _stem(path: str) -> str:
    return path.removeprefix("benefits/").removesuffix(".yaml")


def _ill_named(paths: Collection[str]) -> list[Problem]:
    """Pages whose file name can be no name of a benefit."""
    ill = [path for path in paths if not _NAME.fullmatch(_stem(path))]
    return [Problem(path, "", "no name of a benefit", _NAME_RIGHT) for path in ill]


def _unnamed(benefit: Benefit) -> list[RuleProblem]:
    """Parameters that lack a name in a language: people read of them in reasons and letters."""
    return [
        RuleProblem(
            "untranslated", f"parameters.{name}.name.{language}", "the parameter has no name in this language"
        )
        for name, parameter in benefit.parameters.items()
        for language in page.LANGUAGES
        if not str(parameter.title.get(language) or "").strip()
    ]


def _one_sided(benefit: Benefit, benefits: Mapping[str, Benefit]) -> list[RuleProblem]:
    """Benefits that this one excludes without being excluded by them."""
    return [
        RuleProblem("not_mutual", "not_with", f"{other} does not exclude {benefit.name} in its turn")
        for other in benefit.not_with
        if other in benefits and benefit.name not in benefits[other].not_with
    ]
