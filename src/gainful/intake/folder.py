"""A county's workbooks in, as records and findings: read, recognised, mapped, checked. Nothing is stored here.

Refusing a file refuses the whole hand-in: nothing of a county is taken by halves. All refusals are said at once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import date
from itertools import chain
from pathlib import Path
from typing import IO, Any

from gainful.intake.accounted import say_refused_rows
from gainful.intake.checks import HandIn, Known, NothingKnown, run
from gainful.intake.findings import Finding, finding
from gainful.intake.forms import Forms, load_forms
from gainful.intake.mapping import HEADER_WITHIN, FilingLine, RefusedSheet, filing_line, recognise
from gainful.intake.reading import Parsed, Row, Sheet, parse
from gainful.intake.rows import Record, RowReader
from gainful.intake.takers import Takers
from gainful.intake.zipcheck import Unreadable
from gainful.pack.pack import Pack
from gainful.terms.places import Gazetteer, Level, LocationClass, contains, county_of, level_of

MOST_ROWS = 400_000
SUFFIXES = (".xlsx", ".xlsm", ".xls", ".csv")


@dataclass(frozen=True)
class Upload:
    """A file handed in: the name it came under, and where its bytes are."""

    name: str
    source: Path | IO[bytes]


@dataclass(frozen=True)
class Filing:
    """Who files and as of when: the county's area number, the day, and the unit as written ("" when only given)."""

    area: int
    filed_on: date
    unit: str = ""


@dataclass(frozen=True)
class SheetSeen:
    """A sheet that was read: the form it is ("" when not known), its header row, records, and letters blanked."""

    file: str
    sheet: str
    form: str
    header_row: int | None = None
    records: int = 0
    never_kept: tuple[int, ...] = ()


@dataclass
class Intake:
    """What a hand-in says: who files, each record, each finding in order of file, and the sheets seen."""

    filing: Filing
    records: list[Record] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    sheets: list[SheetSeen] = field(default_factory=list)

    def of_form(self, form: str) -> list[Record]:
        """The records of a form, those left out included."""
        return [record for record in self.records if record.form == form]


class HandInRefused(Exception):
    """A hand-in refused as a whole; `findings` says why, one for each file that is at fault."""

    def __init__(self, findings: list[Finding]) -> None:
        super().__init__(", ".join(sorted({one.code for one in findings})))
        self.findings = findings


def workbooks_in(folder: Path) -> list[Upload]:
    """The workbooks and tables of a folder in order of name; lock files and hidden files are none."""
    paths = sorted(path for path in folder.iterdir() if path.suffix.lower() in SUFFIXES and path.is_file())
    return [Upload(path.name, path) for path in paths if not path.name.startswith(("~$", "."))]


def read_folder(
    files: Iterable[Upload | Path],
    pack: Pack,
    *,
    area: int | None = None,
    known: Callable[[Filing], Known] | Known | None = None,
    gazetteer: Gazetteer | None = None,
    on: date | None = None,
) -> Intake:
    """What the workbooks of one county say, checked against each other and against what is known.

    `area` is the county expected; without it the filing line names the county. `on` is the day to take where no sheet
    states its filing date. `known` may be a function of who files and when. `gazetteer` is the pack's with the places
    that an installation has added.
    Raises HandInRefused when a file cannot be taken at all.
    """
    reader = _Folder(pack, gazetteer or pack.gazetteer(), area, on)
    uploads = [file if isinstance(file, Upload) else Upload(file.name, file) for file in files]
    with ExitStack() as stack:
        reader.look_at(uploads, stack)
        intake = reader.read(uploads)
    on_record = known(intake.filing) if callable(known) else known
    reader.check(intake, on_record or NothingKnown())
    names = {upload.name: at for at, upload in enumerate(uploads)}
    sheets = {(seen.file, seen.sheet): at for at, seen in enumerate(intake.sheets)}
    intake.findings.sort(key=lambda f: (names[f.file], sheets.get((f.file, f.sheet), -1), f.row or 0))
    return intake


class _Folder:
    """Reads the files of one hand-in: first their heads, so that all refusals are said, then their rows."""

    def __init__(self, pack: Pack, gazetteer: Gazetteer, area: int | None, on: date | None) -> None:
        self.pack, self.gazetteer, self.area, self.on = pack, gazetteer, area, on
        self.forms: Forms = load_forms(pack.forms)
        self.refusals: list[Finding] = []
        self.remarks: list[Finding] = []
        self.filings: list[tuple[str, FilingLine]] = []
        self.headers: dict[tuple[str, str], dict[str, str]] = {}
        self.parsed: list[Parsed] = []
        self.filing: Filing | None = None

    def look_at(self, uploads: Sequence[Upload], stack: ExitStack) -> None:
        """Reads every file into sheets with their layouts and settles county and date; raises HandInRefused."""
        for upload in uploads:
            try:
                parsed = stack.enter_context(parse(upload.source))
                self.parsed.append(parsed)
                self._look_at(upload.name, parsed)
            except RefusedSheet as refusal:
                self._refuse(refusal.code, upload.name, found=refusal.found)
            except Unreadable as refusal:
                self._refuse(refusal.code, upload.name)
        if not self.refusals:
            self.filing = self._settle(uploads)
        if self.refusals:
            raise HandInRefused(self.refusals)

    def _look_at(self, file: str, parsed: Parsed) -> None:
        """Recognises the sheets of a file by their first rows."""
        for sheet in parsed.sheets():
            head = _head(sheet)
            layout = recognise(sheet.name or file, head, self.forms) if sheet.visible else None
            if layout is not None:
                above = [row for row in head if row.number < layout.header_row]
                self.filings.append((file, filing_line(above, self.forms.common)))

    def _refuse(self, code: str, file: str, found: str = "", **given: Any) -> None:
        self.refusals.append(finding(code, file=file, found=found, **given))

    def _settle(self, uploads: Sequence[Upload]) -> Filing | None:
        """County and date of the hand-in from its filing lines; None after saying why not."""
        area, unit = self.area, ""
        on = self.on
        if not self.filings:
            self._refuse("no_known_form", uploads[0].name if uploads else "")
            return None
        dates = [line.filed_on for _, line in self.filings if line.filed_on]
        filed_on = max(dates, default=on)
        first = uploads[0].name if uploads else ""
        if filed_on is None:
            self._refuse("filing_date_not_stated", first)
            return None
        for file, line in self.filings:
            if line.unit is None:
                continue
            county = self._county(line.unit, filed_on)
            if self._names_unlisted(line.unit, filed_on):
                self._refuse_unlisted(file, line.unit, filed_on)
            elif county is None:
                if area is None:
                    self._refuse("county_not_known", file, found=line.unit[:40])
                    return None
            elif area is None or county == area:
                area, unit = county, unit or line.unit
            elif contains(county, area):
                self._remark_wider(file, line.unit, area, filed_on)
            else:
                name = self.gazetteer.name
                code = "wrong_county" if self.area is not None else "files_of_two_counties"
                if not any(refusal.file == file for refusal in self.refusals):
                    self._refuse(code, file, found=name(county, filed_on), right=name(area, filed_on))
        if self.refusals:
            return None
        if area is None:
            self._refuse("county_not_stated", first)
            return None
        return Filing(area, filed_on, unit)

    def _names_unlisted(self, unit: str, on: date) -> bool:
        """Whether a filing line names a county on no list. Where the county given is on none itself (nothing is set up
        here yet), an unknown name says nothing against it."""
        listed = self.area is None or self.gazetteer.exists(self.area, on)
        return listed and bool(self.gazetteer.unknown_county(unit, self.area or 0, on))

    def _refuse_unlisted(self, file: str, unit: str, on: date) -> None:
        """Says that a file's filing line names a county on no list: another one's file, when the county is given."""
        if any(refusal.file == file for refusal in self.refusals):
            return
        if self.area is None:
            self._refuse("county_not_known", file, found=unit[:40])
        else:
            self._refuse("wrong_county", file, found=unit[:40], right=self.gazetteer.name(self.area, on))

    def _remark_wider(self, file: str, unit: str, area: int, on: date) -> None:
        """Says once a file that its filing line names a larger area only, and which county it was taken for."""
        if not any(remark.file == file for remark in self.remarks):
            taken = self.gazetteer.name(area, on)
            self.remarks.append(
                finding("filing_line_names_no_county", file=file, found=unit[:40], right=taken)
            )

    def _county(self, unit: str, on: date) -> int | None:
        """The county that a filing line names, or the larger area when it names no county; None for no place."""
        place = self.gazetteer.resolve(unit, self.area or 0, on)
        if place.code is None or (place.location_class is LocationClass.UNKNOWN and self.area):
            return None
        county = county_of(place.code)
        return county if level_of(county) is Level.COUNTY or self.area is not None else None

    def read(self, uploads: Sequence[Upload]) -> Intake:
        """The records of all sheets whose form is known."""
        assert self.filing is not None
        intake = Intake(self.filing, findings=[*self.remarks])
        takers = Takers(self.forms.common, self.pack.codes, self.pack.number_checker(), self.filing.filed_on)
        for upload, parsed in zip(uploads, self.parsed, strict=True):
            for sheet in parsed.sheets():
                self._read_sheet(upload.name, sheet, takers, intake)
                if len(intake.records) > MOST_ROWS:
                    self._refuse("too_many_rows", upload.name, most=MOST_ROWS)
                    raise HandInRefused(self.refusals)
        return intake

    def _read_sheet(self, file: str, sheet: Sheet, takers: Takers, intake: Intake) -> None:
        def say(code: str, column: int | None = None, row: int | None = None, **given: Any) -> None:
            intake.findings.append(
                finding(code, file=file, sheet=sheet.name, row=row, column=column, **given)
            )

        if not sheet.visible:
            say("hidden_sheet_not_read", found=sheet.name)
            return
        head = _head(sheet)
        layout = recognise(sheet.name or file, head, self.forms)
        if layout is None:
            if head:
                say("unknown_form", found=sheet.name or file)
                intake.sheets.append(SheetSeen(file, sheet.name, ""))
            return
        self.headers[file, sheet.name] = {fact: layout.header_of(fact) for fact in layout.form.columns}
        said = (
            ("column_never_kept", layout.never_kept),
            ("column_not_known", layout.unknown),
            ("column_twice", layout.twice),
        )
        for code, columns in said:
            for column in columns:
                say(code, column, layout.header_row, header=layout.headers[column])
        for fact, about in layout.form.columns.items():
            if about.expected and fact not in layout.columns:
                say("expected_column_missing", row=layout.header_row, header=about.headers[0])
        if sheet.unplaced_formulas:
            say("formulas_without_place", found=str(sheet.unplaced_formulas))
        rows = RowReader(file, sheet, layout, takers, intake.findings.append, self._place_is_known)
        before = len(intake.records)
        intake.records.extend(rows.records(chain(head, sheet.rows)))
        count = len(intake.records) - before
        intake.sheets.append(
            SheetSeen(file, sheet.name, layout.form.form, layout.header_row, count, tuple(layout.never_kept))
        )

    def _place_is_known(self, text: str) -> bool:
        """Whether a place text means some place seen from the county that files."""
        assert self.filing is not None
        place = self.gazetteer.resolve(text, self.filing.area, self.filing.filed_on)
        return place.location_class is not LocationClass.UNKNOWN

    def check(self, intake: Intake, known: Known) -> None:
        """Runs the checks of every form, the registration's first: the others look people up in it."""
        records: dict[str, list[Record]] = {}
        for record in intake.records:
            records.setdefault(record.form, []).append(record)
        hand_in = HandIn(
            records,
            self.headers,
            self.pack,
            self.gazetteer,
            known,
            intake.filing.area,
            intake.filing.filed_on,
            self.forms,
            intake.findings,
        )
        for form in self.forms.forms.values():
            for check in form.checks:
                run(hand_in, form.form, check.name, check.settings)
        say_refused_rows(hand_in)


def _head(sheet: Sheet) -> list[Row]:
    """The sheet's first rows, as far as a header may stand and one beyond; the rest stays to be walked."""
    head: list[Row] = []
    for row in sheet.rows:
        head.append(row)
        if row.number > HEADER_WITHIN:
            break
    return head
