"""Checking a pack: everything wrong in it at once."""

from __future__ import annotations

from collections.abc import Mapping

from gainful.pack.benefits import read_benefits
from gainful.pack.calendar import read_calendar
from gainful.pack.files import PackFault, PackFiles, Problem
from gainful.pack.help import Trigger, read_triggers
from gainful.pack.lists import read_areas, read_codes, read_place_words
from gainful.pack.official import read_official, read_official_words
from gainful.pack.pack import Pack, elsewhere, name_columns, read_settings
from gainful.pack.parameters import read_parameters
from gainful.pack.screening import read_screening
from gainful.terms.areas import LocationClass
from gainful.terms.codes import CodeList
from gainful.terms.places import Remark


def check(pack: Pack | str) -> list[Problem]:
    """Everything wrong in a pack, in order of file and place; [] when nothing is."""
    try:
        files = pack.files if isinstance(pack, Pack) else PackFiles.of_package(pack)
    except PackFault as fault:
        return fault.problems
    return check_files(files)


def check_files(files: PackFiles) -> list[Problem]:
    """Everything wrong in the files of a pack."""
    settings, problems = read_settings(files)
    languages = name_columns(settings.get("programme", {}).get("languages", ()))
    codes, found = read_codes(files, languages)
    problems += found
    areas: set[int] = set()
    for path in ("codes/areas.csv", "codes/demo_areas.csv"):
        if path == "codes/areas.csv" or path in files.names("codes", ".csv"):
            listed, found = read_areas(files, path)
            areas |= {area.number for area in listed}
            problems += found
    problems += read_place_words(files, "codes/place_words.csv")[1]
    problems += read_parameters(files)[1]
    figures, found = read_official(files)
    problems += found + read_official_words(files, figures, languages)[1]
    problems += read_screening(files)[1] + read_calendar(files, languages)[1]
    triggers, found = read_triggers(files, languages)
    problems += found + _unknown_in_triggers(files, triggers, codes)
    problems += _known_codes(codes)
    problems += read_benefits(files, codes, elsewhere(settings), areas)[1]
    problems += _unreadable_forms(files) + _headless_indicators(files)
    return sorted(set(problems))


def _known_codes(codes: Mapping[str, CodeList]) -> list[Problem]:
    """Codes that the programme itself gives and the pack does not name, or the other way round."""
    problems: list[Problem] = []
    for name, given in (("location_classes", LocationClass), ("place_remarks", Remark)):
        path = f"codes/{name}.csv"
        if name not in codes:
            problems.append(Problem(path, "", "no such list", "a list with the names of all of them"))
            continue
        named, known = {item.code for item in codes[name]}, {str(code) for code in given}
        problems += [Problem(path, code, "no row", "a row with its names") for code in known - named]
        problems += [
            Problem(path, code, "a code that nothing gives", "no such row") for code in named - known
        ]
    return problems


def _unknown_in_triggers(
    files: PackFiles, triggers: Mapping[str, Trigger], codes: Mapping[str, CodeList]
) -> list[Problem]:
    """Triggers that read a kind of trouble or a line that the pack does not have."""
    kinds = {item.code for item in codes.get("household_troubles", ())}
    lines = read_parameters(files)[0].by_name
    return [
        Problem("help", f"{one.code}.{name}", given, f"one of {', '.join(sorted(known))}")
        for one in triggers.values()
        for name, given, known in (("kind", one.kind, kinds), ("line", one.line, set(lines)))
        if given and given not in known
    ]


def _unreadable_forms(files: PackFiles) -> list[Problem]:
    """Forms that are no mappings. What a form says is checked by the chapter that reads workbooks."""
    problems: list[Problem] = []
    for path in files.names("workbooks", ".yaml"):
        try:
            if not isinstance(files.yaml(path), dict):
                problems.append(Problem(path, "", "no mapping", "a mapping"))
        except PackFault as fault:
            problems.extend(fault.problems)
    return problems


def _headless_indicators(files: PackFiles) -> list[Problem]:
    """Indicators whose first line does not say their own name. The rest of the header is checked where they run."""
    problems: list[Problem] = []
    for path in files.names("indicators", ".sql"):
        name = path.split("/")[-1].removesuffix(".sql")
        try:
            first = files.text(path).split("\n", 1)[0]
        except PackFault as fault:
            problems.extend(fault.problems)
            continue
        if not first.startswith(f"-- {name}:"):
            problems.append(Problem(path, "line 1", first[:60] or "nothing", f"-- {name}: what it counts"))
    return problems
