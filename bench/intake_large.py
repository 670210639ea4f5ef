"""Intake at size: a workbook of 100,000 rows to checked records, a CSV of 1,000,000 rows to a staging table.

Marks: workbook < 60 s and < 1 GB; table >= 150,000 rows per CPU-second. Peers, measured in the same run: openpyxl
reading the same workbook's cells, Polars reading the same CSV as text. Files are made in a temporary folder.
"""

from __future__ import annotations

import random
import resource
import subprocess
import sys
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "src"))
HEADER = [
    *("姓名", "证件号码", "就业渠道", "就业地点", "就业单位名称", "联系电话", "工种", "合同期限（月）"),
    *("是否参保", "就业开始时间", "离职时间", "月工资"),
]
FILED_ON = date(2020, 10, 31)
WEIGHTS = [2**power % 11 for power in range(17, 0, -1)]


def invented(count: int, seed: int):
    """Rows of a ledger: valid numbers but one in a thousand, dates in three styles, pay in three."""
    chance = random.Random(seed)
    born = [date(1950, 1, 1) + timedelta(days=day) for day in range(18_000)]
    channels = ["有组织劳务输出", "扶贫车间", "自主外出务工", "公益性岗位"]
    places = ["广东省深圳市宝安区", "本县", "江苏苏州", "外省", "禾川县清溪乡"]
    trades = ["缝纫工", "保洁员", "电子装配工", "焊工", "普工"]
    for number in range(count):
        body = f"621299{chance.choice(born):%Y%m%d}{number % 1000:03d}"
        total = sum(int(digit) * weight for digit, weight in zip(body, WEIGHTS, strict=True))
        check = "10X98765432"[total % 11] if number % 1000 else "?"
        start = date(2018, 1, 1) + timedelta(days=chance.randrange(1_000))
        shown = (f"{start}", f"{start.year}年{start.month}月{start.day}日", f"{start:%Y%m%d}")[number % 3]
        pay = 1500 + 100 * chance.randrange(50)
        said = (str(pay), f"{pay:,}", f"{pay}-{pay + 500}")[number % 3]
        yield (
            f"样{chr(0x4E00 + number % 5000)}{chr(0x4E00 + number // 5000)}", body + check, channels[number % 4],
            places[number % 5], f"样例{number % 900}厂", f"100{number % 10**8:08d}", trades[number % 5], "12",
            "是" if number % 2 else "否", shown, "", said,
        )  # fmt: skip


def make_workbook(path: Path, count: int) -> None:
    """A ledger of so many rows with its title and filing line."""
    import xlsxwriter

    with xlsxwriter.Workbook(path, {"constant_memory": True}) as book:
        sheet = book.add_worksheet("已就业")
        sheet.write_string(0, 0, "登记表")
        sheet.write_string(1, 0, "填报单位：甘肃省陇南市禾川县    填报日期：2020年10月31日")
        for at, values in enumerate([HEADER, *invented(count, 1)], start=2):
            for column, value in enumerate(values):
                sheet.write_string(at, column, value)


def make_table(path: Path, count: int) -> None:
    """The same ledger as CSV."""
    with path.open("w", encoding="utf-8", newline="") as out:
        out.write(",".join(HEADER) + "\n")
        for values in invented(count, 2):
            out.write(",".join(f'"{value}"' if "," in value else value for value in values) + "\n")


def ours_workbook(path: str) -> str:
    """Reads a workbook to checked records."""
    from gainful.intake.folder import read_folder
    from gainful.pack import load

    class Everybody:
        def identified(self, number):
            return True

        def refused_member(self, name, number):
            return False

        def household(self, number):
            return True

        def spells(self, number):
            return ()

    pack = load("gainful_china")
    intake = read_folder([Path(path)], pack, known=Everybody(), gazetteer=pack.gazetteer(pack.demo_areas))
    return f"{len(intake.records):,} records, {len(intake.findings):,} findings"


def peer_workbook(path: str) -> str:
    """Walks the cells of a workbook with openpyxl."""
    from openpyxl import load_workbook

    book = load_workbook(path, read_only=True)
    return f"{sum(1 for sheet in book for _ in sheet.iter_rows(values_only=True)):,} rows"


def ours_table(path: str) -> str:
    """Stages a CSV."""
    from gainful.intake.tables import stage_table

    staged = stage_table(Path(path), "gainful_china", filed_on=FILED_ON)
    return f"{staged.table.num_rows:,} rows, {sum(staged.counts.values()):,} findings"


def peer_table(path: str) -> str:
    """Reads a CSV as text with Polars: no types, no checks."""
    import polars

    return f"{polars.read_csv(path, infer_schema=False).height:,} rows"


def measured(work: str, path: Path) -> tuple[float, float, int, str]:
    """Seconds, CPU-seconds and the largest process in MB of some work done in a process of its own."""
    program = f"import sys; sys.argv[0] = ''; import intake_large as b; print(b.{work}({str(path)!r}))"
    before, started = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    child = subprocess.Popen(
        [sys.executable, "-c", f"import resource; {program}; "
         "u = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss; "
         "print(max(u, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss) // 1024)"],
        stdout=subprocess.PIPE, text=True, cwd=Path(__file__).parent,
    )  # fmt: skip
    said, _ = child.communicate()
    after, seconds = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter() - started
    if child.returncode:
        raise SystemExit(f"{work} failed")
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    text, largest = said.strip().rsplit("\n", 1)
    return seconds, cpu, int(largest), text


def main() -> None:
    """Makes the files, measures, prints."""
    rows, lines = 100_000, 1_000_000
    with tempfile.TemporaryDirectory() as folder:
        book, table = Path(folder) / "ledger.xlsx", Path(folder) / "ledger.csv"
        make_workbook(book, rows)
        make_table(table, lines)
        for name, count, ours, peer, path in (
            ("workbook, 100,000 rows to checked records", rows, "ours_workbook", "peer_workbook", book),
            ("CSV, 1,000,000 rows to a staging table", lines, "ours_table", "peer_table", table),
        ):
            seconds, cpu, largest, text = measured(ours, path)
            _, peer_cpu, _, peer_text = measured(peer, path)
            print(f"{name}: {seconds:.1f} s, {cpu:.1f} CPU-s, {largest} MB in the largest process ({text})")
            peer_said = f"{peer_cpu:.1f} CPU-s, {peer_text}"
            print(f"  {count / cpu:,.0f} rows per CPU-second; {cpu / peer_cpu:.2f} x {peer} ({peer_said})")


if __name__ == "__main__":
    main()
