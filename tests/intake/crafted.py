"""Files made to do harm or to be misread, each with the codes that may answer it."""

from __future__ import annotations

import io
import struct
import warnings
import zipfile
from collections.abc import Callable

MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
RELATIONS = 'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"'
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TYPES = """<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Default Extension="xml" ContentType="application/xml"/><Default Extension="rels"
ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml"
ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override
PartName="/xl/worksheets/sheet1.xml"
ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>"""
ROOT = f"""<?xml version="1.0"?><Relationships {RELATIONS}><Relationship Id="rId1" Type="{OFFICE}/officeDocument"
Target="xl/workbook.xml"/></Relationships>"""
BOOK = f"""<?xml version="1.0"?><workbook {MAIN} xmlns:r="{OFFICE}"><sheets><sheet name="Sheet1" sheetId="1"
r:id="rId1"/></sheets></workbook>"""
BOOK_RELATIONS = f"""<?xml version="1.0"?><Relationships {RELATIONS}><Relationship Id="rId1"
Type="{OFFICE}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="{OFFICE}/sharedStrings"
Target="sharedStrings.xml"/></Relationships>"""
BROKEN = {"damaged_workbook", "workbook_breaks_the_reader"}


def sheet(rows: str, before: str = "") -> str:
    """A sheet's XML around its rows."""
    return f'<?xml version="1.0"?>{before}<worksheet {MAIN}><sheetData>{rows}</sheetData></worksheet>'


def row(number: int, *texts: str) -> str:
    """A row of text cells."""
    cells = "".join(
        f'<c r="{chr(65 + at)}{number}" t="inlineStr"><is><t>{text}</t></is></c>'
        for at, text in enumerate(texts)
    )
    return f'<row r="{number}">{cells}</row>'


def book(sheet_xml: str | bytes = "", **parts: str | bytes | None) -> bytes:
    """A workbook's bytes. Parts are named by path with "/" as "__" and "." as "_dot_"; None leaves a part out."""
    content: dict[str, str | bytes | None] = {
        "[Content_Types].xml": TYPES,
        "_rels/.rels": ROOT,
        "xl/workbook.xml": BOOK,
        "xl/_rels/workbook.xml.rels": BOOK_RELATIONS,
        "xl/worksheets/sheet1.xml": sheet_xml or sheet(row(1, "a", "b")),
    }
    content.update({name.replace("__", "/").replace("_dot_", "."): part for name, part in parts.items()})
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in content.items():
            if part is not None:
                archive.writestr(name, part)
    return out.getvalue()


def with_entry(name: str, content: bytes = b"x", mode: int = 0) -> bytes:
    """A workbook with one more entry under a name of one's own."""
    out = io.BytesIO(book())
    with zipfile.ZipFile(out, "a") as archive:
        entry = zipfile.ZipInfo("placeholder")
        entry.filename = name
        entry.external_attr = mode << 16
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # a name twice is what is wanted
            archive.writestr(entry, content)
    return out.getvalue()


def in_headers(content: bytes, offset_local: int, offset_central: int, value: bytes) -> bytes:
    """A zip with a field of every header overwritten, local and central."""
    changed = bytearray(content)
    for mark, offset in ((b"PK\x03\x04", offset_local), (b"PK\x01\x02", offset_central)):
        at = changed.find(mark)
        while at >= 0:
            changed[at + offset : at + offset + len(value)] = value
            at = changed.find(mark, at + 4)
    return bytes(changed)


def ole(marker: str) -> bytes:
    """An OLE container with a stream of that name in its directory."""
    return bytes.fromhex("D0CF11E0A1B11AE1") + b"\0" * 600 + marker.encode("utf-16-le") + b"\0" * 2_000


def one_letter(part: str, megabytes: int) -> bytes:
    """A workbook with one letter, many times over, in a part."""
    out = io.BytesIO(book())
    letters = b"a" * 1024 * 1024
    with (
        zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED, compresslevel=1) as archive,
        archive.open(part, "w", force_zip64=True) as stream,
    ):
        for _ in range(megabytes):
            stream.write(letters)
    return out.getvalue()


def lying(content: bytes) -> bytes:
    """A workbook whose headers say that every part is ten bytes long."""
    return in_headers(content, 22, 24, struct.pack("<I", 10))


DOCTYPE = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
OUTSIDE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]>'
FAR = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
NESTED = "<a>" * 200_000 + "</a>" * 200_000

CRAFTED: dict[str, tuple[Callable[[], bytes], set[str]]] = {
    "nothing": (lambda: b"", {"empty_file"}),
    "prose": (lambda: "没有表格".encode(), {"not_a_workbook"}),
    "a picture": (lambda: b"\x89PNG\r\n\x1a\n" + b"\0" * 99, {"not_a_workbook"}),
    "a PDF": (lambda: b"%PDF-1.7\n1 0 obj, 2, 3\n", {"not_a_workbook"}),
    "a web page as .xls": (lambda: b"<html><table><tr><td>a,b</td></tr></table>", {"not_a_workbook"}),
    "noise": (lambda: bytes(range(256)) * 40, {"not_a_workbook"}),
    "a zip of something else": (lambda: book(xl__workbook_dot_xml=None), {"not_a_workbook"}),
    "half a workbook": (lambda: (b := book())[: len(b) // 2], {"damaged_workbook"}),
    "a workbook without its end": (lambda: book()[:-30], {"damaged_workbook"}),
    "a workbook under a password": (lambda: ole("EncryptedPackage"), {"encrypted_workbook"}),
    "an old workbook": (lambda: ole("Workbook"), {"old_workbook_format"}),
    "half an old workbook": (lambda: ole("Workbook")[:300], {"old_workbook_format"}),
    "parts under a password": (lambda: in_headers(book(), 6, 8, b"\x01\x00"), {"encrypted_workbook"}),
    "an unknown packing": (lambda: in_headers(book(), 8, 10, b"\x63\x00"), {"damaged_workbook"}),
    "one cell in the far corner": (
        lambda: book(sheet(FAR)),
        {"workbook_breaks_the_reader", "sheet_too_wide"},
    ),
    "500 MB of one letter": (lambda: one_letter("xl/media/a.bin", 500), {"workbook_expands_too_far"}),
    "500 MB of one text": (lambda: one_letter("xl/sharedStrings.xml", 500), {"workbook_expands_too_far"}),
    "sizes that lie": (lambda: lying(book()), {"damaged_workbook"}),
    "a declaration in a sheet": (lambda: book(sheet(row(1, "a"), DOCTYPE)), {"doctype_in_workbook"}),
    "a declaration in the workbook": (
        lambda: book(xl__workbook_dot_xml=BOOK.replace("<workbook", DOCTYPE + "<workbook")),
        {"doctype_in_workbook"},
    ),
    "a declaration behind a long comment": (
        lambda: book(sheet(row(1, "a"), f"<!--{'x' * 1_048_570}-->" + DOCTYPE)),
        {"doctype_in_workbook"},
    ),
    "a declaration in other letters": (
        lambda: book(sheet(row(1, "a"), DOCTYPE).encode("utf-16")),
        {"doctype_in_workbook"},
    ),
    "a text that calls for a file": (
        lambda: book(xl__styles_dot_xml=f'<?xml version="1.0"?>{OUTSIDE}<styleSheet {MAIN}/>'),
        {"doctype_in_workbook"},
    ),
    "a path upwards": (lambda: with_entry("../../etc/x.xml"), {"workbook_with_path_tricks"}),
    "a path from the root": (lambda: with_entry("/etc/x.xml"), {"workbook_with_path_tricks"}),
    "a path with backslashes": (lambda: with_entry("..\\x.xml"), {"workbook_with_path_tricks"}),
    "a path on a drive": (lambda: with_entry("C:x.xml"), {"workbook_with_path_tricks"}),
    "a link": (lambda: with_entry("xl/link", b"/etc/hostname", 0o120777), {"workbook_with_path_tricks"}),
    "one part twice": (lambda: with_entry("xl/workbook.xml", BOOK.encode()), {"workbook_with_path_tricks"}),
    "a zip by name": (lambda: with_entry("xl/embeddings/a.zip"), {"archive_in_workbook"}),
    "a zip by content": (lambda: with_entry("xl/media/a.png", book()), {"archive_in_workbook"}),
    "macros": (lambda: with_entry("xl/vbaProject.bin"), {"workbook_with_macros"}),
    "thousands of parts": (
        lambda: book(**{f"xl__media__{n}": b"x" for n in range(2_100)}),
        {"workbook_too_large"},
    ),
    "no relations": (lambda: book(xl___rels__workbook_dot_xml_dot_rels=None), BROKEN),
    "a broken workbook part": (lambda: book(xl__workbook_dot_xml="<workbook"), BROKEN),
    "a broken sheet": (lambda: book(sheet(row(1, "a"))[:-30]), BROKEN | {"no_known_form"}),
    "tags 200,000 deep": (lambda: book(NESTED), BROKEN | {"no_known_form"}),
    "a deep workbook part": (lambda: book(xl__workbook_dot_xml=NESTED), BROKEN),
    "600 columns": (
        lambda: book(sheet('<row r="1"><c r="WB1"><v>1</v></c><c r="A1"><v>1</v></c></row>')),
        {"sheet_too_wide"},
    ),
    "a text that is not there": (
        lambda: book(
            sheet('<row r="1"><c r="A1" t="s"><v>4000000000</v></c></row>'),
            xl__sharedStrings_dot_xml=f'<sst {MAIN} count="4000000000" uniqueCount="4000000000"></sst>',
        ),
        BROKEN | {"no_known_form", "workbook_needs_too_much_memory"},
    ),
    "a row beyond all rows": (
        lambda: book(sheet('<row r="99999999999"><c r="A99999999999"><v>1</v></c></row>')),
        BROKEN | {"no_known_form"},
    ),
    "a table in unknown letters": (lambda: "姓名,年龄".encode("utf-16"), {"text_in_unknown_encoding"}),
    "a table of broken letters": (lambda: b"a,b\n\xff\xff,\xff\xff\n", {"text_in_unknown_encoding"}),
    "a table with an open quotation": (lambda: b'a,b\n"c,d\n', {"damaged_table"}),
    "a cell without end": (lambda: b"a,b\n" + b"x" * 2_000_000, {"damaged_table"}),
    "a table of 600 columns": (lambda: b"a," * 600, {"sheet_too_wide"}),
    "a form that nobody knows": (lambda: book(), {"no_known_form"}),
}
