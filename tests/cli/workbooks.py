"""A small folder of workbooks: one registration, clean or with one refused number."""

from __future__ import annotations

from pathlib import Path

from intake.county import person_number, workbook

ABOVE = ("登记表", "填报单位：甘肃省陇南市禾川县        填报日期：2020年10月31日")
HEADER = ("户编号", "人编号", "姓名", "身份证号码", "与户主关系", "性别", "劳动能力", "村")
GOOD = person_number("62129919850304101")


def a_folder(place: Path, *, clean: bool = True, above: tuple[str, ...] = ABOVE) -> Path:
    """A folder with one workbook of the county, one household of two members."""
    place.mkdir(parents=True, exist_ok=True)
    second = person_number("62129919900304102") if clean else "12345"
    book = workbook(
        HEADER,
        ("62129910001", "6212991000101", "王秀", GOOD, "户主", "男", "普通劳动力", "样例村"),
        (None, "6212991000102", "李梅", second, "配偶", "女", "普通劳动力", None),
        above=above, sheet="石桥湾镇",
    )  # fmt: skip
    (place / "01-registration.xlsx").write_bytes(book.getvalue())
    return place
