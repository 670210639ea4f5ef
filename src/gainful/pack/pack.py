"""A programme pack: the data of one country's programme, loaded by the name of the package that holds it."""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Iterable, Mapping
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from gainful.pack.benefits import read_benefits
from gainful.pack.calendar import WorkCalendar, read_calendar
from gainful.pack.files import PackFault, PackFiles, Problem
from gainful.pack.help import Trigger, read_triggers
from gainful.pack.lists import read_areas, read_codes, read_place_words
from gainful.pack.official import OfficialFigure, read_official, read_official_words
from gainful.pack.parameters import Parameters, read_parameters
from gainful.pack.screening import Rule, read_screening
from gainful.rules.benefit import Benefit
from gainful.terms.codes import CodeList
from gainful.terms.people_numbers import LAYOUTS, Checker, checker
from gainful.terms.places import Area, Gazetteer


class Pack:
    """What a pack holds, each part read when first asked for; one with faults raises PackFault naming all."""

    def __init__(self, files: PackFiles) -> None:
        self.files = files
        self.name = files.name
        settings, problems = read_settings(files)
        _refuse(problems)
        programme = settings["programme"]
        self.settings: Mapping[str, Any] = settings
        self.title: Mapping[str, str] = programme["name"]
        self.languages: tuple[str, ...] = tuple(programme["languages"])
        self.currency: str = programme["currency"]
        self.personal_number: str = programme["personal_number"]
        self.employer_number: str = programme.get("employer_number", "")

    @property
    def version(self) -> str:
        """The pack's own version: figures name it beside the code's."""
        return str(self.settings["programme"].get("version", ""))

    def __repr__(self) -> str:
        return f"Pack({self.name!r})"

    @cached_property
    def codes(self) -> Mapping[str, CodeList]:
        """The code lists by name."""
        lists, problems = read_codes(self.files, name_columns(self.languages))
        _refuse(problems)
        return lists

    def labels(self, language: str) -> dict[tuple[str, str], dict[str, str]]:
        """The names of the codes, by list and code, as sentences of rules want them."""
        return {
            (name, item.code): {language: items.label(item.code, language)}
            for name, items in self.codes.items()
            for item in items
        }

    @cached_property
    def _base_gazetteer(self) -> Gazetteer:
        areas, problems = read_areas(self.files, "codes/areas.csv")
        words, more = read_place_words(self.files, "codes/place_words.csv")
        _refuse(problems + more)
        return Gazetteer(areas, words)

    def gazetteer(self, extra: Iterable[Area] = ()) -> Gazetteer:
        """The areas with their names over time, together with `extra` ones that an installation has added."""
        rows = list(extra)
        return self._base_gazetteer.with_places(rows) if rows else self._base_gazetteer

    @cached_property
    def demo_areas(self) -> tuple[Area, ...]:
        """The invented areas of the demonstration, to be given to `gazetteer`; none without such a file."""
        if "codes/demo_areas.csv" not in self.files.names("codes", ".csv"):
            return ()
        areas, problems = read_areas(self.files, "codes/demo_areas.csv")
        _refuse(problems)
        return tuple(areas)

    def demo_folders(self) -> list[Path]:
        """The folders of invented workbooks that ship with the pack, one a county; none without a demo."""
        folder = Path(str(self.files.root / "demo"))
        return sorted(path for path in folder.iterdir() if path.is_dir()) if folder.is_dir() else []

    def demo_names(self) -> dict[str, str]:
        """What the invented staff of the demo are called, by the name they sign in with; none without a demo."""
        path = Path(str(self.files.root / "demo" / "staff.csv"))
        if not path.is_file():
            return {}
        with path.open(encoding="utf-8", newline="") as lines:
            return {row["username"]: row["name"] for row in csv.DictReader(lines)}

    @cached_property
    def parameters(self) -> Parameters:
        """Dated values by jurisdiction."""
        parameters, problems = read_parameters(self.files)
        _refuse(problems)
        return parameters

    @cached_property
    def official(self) -> tuple[OfficialFigure, ...]:
        """Published figures, in the order of the file."""
        figures, problems = read_official(self.files)
        _refuse(problems)
        return tuple(figures)

    @cached_property
    def official_words(self) -> Mapping[str, Mapping[str, str]]:
        """What is said of published figures, by its English text, in each language."""
        words, problems = read_official_words(self.files, list(self.official), name_columns(self.languages))
        _refuse(problems)
        return words

    @cached_property
    def screening(self) -> tuple[Rule, ...]:
        """The rules that texts of openings and remarks are screened by."""
        rules, problems = read_screening(self.files)
        _refuse(problems)
        return tuple(rules)

    @cached_property
    def triggers(self) -> Mapping[str, Trigger]:
        """The occasions on which help is offered, by code, in the order of the file."""
        triggers, problems = read_triggers(self.files, name_columns(self.languages))
        _refuse(problems)
        return triggers

    @cached_property
    def calendar(self) -> WorkCalendar:
        """Which days are worked."""
        calendar, problems = read_calendar(self.files, name_columns(self.languages))
        _refuse(problems)
        return calendar

    @cached_property
    def benefits(self) -> Mapping[str, Mapping[str, Any]]:
        """The benefits by file name, as written."""
        return self._mappings("benefits")

    @cached_property
    def rules(self) -> Mapping[str, Benefit]:
        """The benefits by file name, ready to answer; their examples have been worked out and agree."""
        benefits, problems = read_benefits(self.files, self.codes, elsewhere(self.settings))
        _refuse(problems)
        return benefits

    @cached_property
    def forms(self) -> Mapping[str, Mapping[str, Any]]:
        """The forms by file name: which header means which fact, as written."""
        return self._mappings("workbooks")

    @cached_property
    def indicators(self) -> Mapping[str, str]:
        """The SQL text of the indicators by file name."""
        return self._texts("indicators", ".sql")

    @cached_property
    def words(self) -> Mapping[str, str]:
        """The text of the translation files by file name."""
        return self._texts("words", ".po")

    def number_checker(self) -> Checker:
        """The checker of the country's personal numbers."""
        return checker(self.personal_number)

    def _texts(self, folder: str, ending: str) -> dict[str, str]:
        paths = self.files.names(folder, ending)
        return {path.split("/")[-1].removesuffix(ending): self.files.text(path) for path in paths}

    def _mappings(self, folder: str) -> dict[str, Mapping[str, Any]]:
        found: dict[str, Mapping[str, Any]] = {}
        problems: list[Problem] = []
        for path in self.files.names(folder, ".yaml"):
            try:
                content = self.files.yaml(path)
            except PackFault as fault:
                problems.extend(fault.problems)
                continue
            if not isinstance(content, dict):
                problems.append(Problem(path, "", type(content).__name__, "a mapping"))
                continue
            found[path.split("/")[-1].removesuffix(".yaml")] = content
        _refuse(problems)
        return found


@lru_cache(maxsize=8)
def load(name: str) -> Pack:
    """The pack that a package holds, read once; raises PackFault when there is none or pack.toml is wrong."""
    return Pack(PackFiles.of_package(name))


def name_columns(languages: Iterable[str]) -> tuple[str, ...]:
    """The name columns that code lists have: the languages without their script ("zh-hans" is "zh")."""
    return tuple(dict.fromkeys(language.split("-")[0] for language in languages))


def elsewhere(settings: Mapping[str, Any]) -> tuple[str, ...]:
    """The names of benefits that exist but that the pack has no page of."""
    return tuple(settings.get("benefits", {}).get("elsewhere", ()))


def read_settings(files: PackFiles) -> tuple[dict[str, Any], list[Problem]]:
    """pack.toml and what is wrong in it."""
    path = "pack.toml"
    try:
        settings = tomllib.loads(files.text(path))
    except PackFault as fault:
        return {}, fault.problems
    except tomllib.TOMLDecodeError as fault:
        return {}, [Problem(path, "", str(fault), "readable TOML")]
    programme = settings.get("programme", {})
    problems = [
        Problem(path, f"programme.{key}", "nothing", "a value")
        for key in ("name", "languages", "currency", "personal_number")
        if not programme.get(key)
    ]
    kind = programme.get("personal_number")
    if kind and kind not in LAYOUTS:
        problems.append(Problem(path, "programme.personal_number", repr(kind), f"one of {sorted(LAYOUTS)}"))
    return settings, problems


def _refuse(problems: list[Problem]) -> None:
    """Raises PackFault when there are problems."""
    if problems:
        raise PackFault(problems)
