"""Reading a pack's code lists, areas and place words from CSV, with everything wrong reported at once."""

from __future__ import annotations

from datetime import date

from gainful.pack.files import PackFault, PackFiles, Problem
from gainful.terms.areas import Level, LocationClass, area_number, level_of
from gainful.terms.codes import Code, CodeList
from gainful.terms.places import Area, PlaceWords, RelativeWord, Remark

CODE_COLUMNS = {"code", "broader", "valid_from", "valid_to", "synonyms", "rank"}
AREA_COLUMNS = {"code", "name", "level", "valid_from", "valid_to", "successors"}
PLACE_WORD_COLUMNS = {"kind", "word", "area", "location_class", "remark", "short"}
NOT_CODE_LISTS = {"areas", "demo_areas", "place_words"}


def day(text: str) -> date | None:
    """A date from ISO text, None from a blank; raises ValueError for anything else."""
    return date.fromisoformat(text) if text else None


def read_codes(files: PackFiles, languages: tuple[str, ...]) -> tuple[dict[str, CodeList], list[Problem]]:
    """Every code list under codes/, by file name, and what is wrong in them."""
    lists: dict[str, CodeList] = {}
    problems: list[Problem] = []
    for path in files.names("codes", ".csv"):
        name = path.removeprefix("codes/").removesuffix(".csv")
        if name in NOT_CODE_LISTS:
            continue
        try:
            lists[name] = CodeList(name, _codes(files, path, languages, problems))
        except PackFault as fault:
            problems.extend(fault.problems)
            continue
        problems.extend(_list_problems(path, lists[name]))
    return lists, problems


def _codes(files: PackFiles, path: str, languages: tuple[str, ...], problems: list[Problem]) -> list[Code]:
    """The items of one list; rows with a fault are left out and reported."""
    items: list[Code] = []
    for line, row in files.rows(path, CODE_COLUMNS | set(languages)):
        place = f"line {line}"
        for language in languages:
            if not row[language]:
                problems.append(Problem(path, place, f"no name in {language}", "a name in every language"))
        try:
            items.append(
                Code(
                    code=row["code"],
                    names={language: row[language] for language in languages},
                    broader=row["broader"] or None,
                    valid_from=day(row["valid_from"]),
                    valid_to=day(row["valid_to"]),
                    synonyms=tuple(word for word in row["synonyms"].split("|") if word),
                    rank=int(row["rank"]) if row["rank"] else None,
                    attributes={k: v for k, v in row.items() if k not in CODE_COLUMNS | set(languages)},
                )
            )
        except ValueError as fault:
            problems.append(Problem(path, place, str(fault), "ISO dates and a whole number as rank"))
    return items


def _list_problems(path: str, codes: CodeList) -> list[Problem]:
    """What is wrong in a list as a whole: words with two meanings, broader codes that do not exist."""
    problems = [
        Problem(path, word, f"one word for {' and '.join(shared)}", "a word that means one code on a day")
        for word, shared in codes.shared_words().items()
    ]
    for item in codes:
        if item.broader and item.broader not in codes:
            problems.append(Problem(path, item.code, f"broader code {item.broader}", "a code of this list"))
        twins = [other for other in codes if other.code == item.code and other is not item]
        if twins and not (item.valid_from or item.valid_to):
            problems.append(
                Problem(path, item.code, "the code twice without dates", "one row a code and time")
            )
    return problems


def read_areas(files: PackFiles, path: str) -> tuple[list[Area], list[Problem]]:
    """The areas of a CSV file and what is wrong in it. Columns name_xx hold names in further languages."""
    areas: list[Area] = []
    problems: list[Problem] = []
    try:
        for line, row in files.rows(path, AREA_COLUMNS):
            try:
                area = _area(row)
            except ValueError as fault:
                right = "division codes, a level and ISO dates"
                problems.append(Problem(path, f"line {line}", str(fault), right))
                continue
            if area.level is not level_of(area.number):
                found = f"level {area.level} for {row['code']}"
                problems.append(Problem(path, f"line {line}", found, level_of(area.number)))
            areas.append(area)
    except PackFault as fault:
        problems.extend(fault.problems)
    known = {area.number for area in areas}
    for area in areas:
        for number in set(area.successors) - known:
            problems.append(Problem(path, area.name, f"successor {number}", "an area of this file"))
    return areas, problems


def _area(row: dict[str, str]) -> Area:
    """One row as an area; raises ValueError for a code, level or date that is none."""
    named = {key.removeprefix("name_"): value for key, value in row.items() if key.startswith("name_")}
    return Area(
        number=area_number(row["code"]),
        name=row["name"],
        level=Level(row["level"]),
        valid_from=day(row["valid_from"]),
        valid_to=day(row["valid_to"]),
        successors=tuple(area_number(code) for code in row["successors"].split()),
        names={language: name for language, name in named.items() if name},
    )


def read_place_words(files: PackFiles, path: str) -> tuple[PlaceWords, list[Problem]]:
    """The country's place words, and what is wrong in their file."""
    relative: dict[str, RelativeWord] = {}
    words: dict[str, list[str]] = {"people": [], "filler": [], "county_ending": [], "no_county": []}
    endings: dict[str, str] = {}
    nicknames: dict[str, int] = {}
    problems: list[Problem] = []
    try:
        for line, row in files.rows(path, PLACE_WORD_COLUMNS):
            try:
                if row["kind"] == "relative":
                    relative[row["word"]] = RelativeWord(
                        area=Level(row["area"]) if row["area"] else None,
                        place=LocationClass(row["location_class"]) if row["location_class"] else None,
                        remark=Remark(row["remark"]) if row["remark"] else None,
                    )
                elif row["kind"] == "nickname":
                    nicknames[row["word"]] = area_number(row["area"])
                elif row["kind"] == "ending":
                    endings[row["word"]] = row["short"]
                else:
                    words[row["kind"]].append(row["word"])
            except (ValueError, KeyError) as fault:
                problems.append(
                    Problem(path, f"line {line}", str(fault), "a known kind, level, class, remark")
                )
    except PackFault as fault:
        problems.extend(fault.problems)
    found = PlaceWords(
        relative,
        endings,
        words["people"],
        nicknames,
        words["filler"],
        words["county_ending"],
        words["no_county"],
    )
    return found, problems
