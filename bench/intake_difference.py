"""Intake at size, to a difference: a workbook of 100,000 rows handed in, read, compared with the registry, staged.

Mark: < 60 s and < 1 GB on 2 cores. Peer, in the same run: the same workbook read to checked records only, so that the
ratio says what comparing and staging (each row sealed) cost beside reading.
"""

from __future__ import annotations

import json
import os
import resource
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "src"), str(ROOT / "bench")]
COUNT = 100_000


def prepare(home: str) -> None:
    """A fresh home with tables, keys and the demo's areas."""
    os.environ |= {
        "GAINFUL_HOME": home,
        "DJANGO_SETTINGS_MODULE": "gainful.settings",
        "GAINFUL_TODAY": "2020-11-02",
        "GAINFUL_KEYS": json.dumps(dict.fromkeys(("seal", "lookup", "pseudonym", "audit"), "11" * 32)),
    }
    import django

    django.setup()
    from datetime import date

    from gainful.accounts.actions import add_area
    from gainful.cli.home import migrate
    from gainful.cli.operator import operator
    from gainful.pack import load

    migrate()
    for area in load("gainful_china").demo_areas:
        add_area(actor=operator(), code=area.number, name=area.name, valid_from=date(2014, 1, 1))


def main() -> None:
    """Print seconds, memory and the ratio."""
    from intake_large import make_workbook

    with tempfile.TemporaryDirectory() as home:
        prepare(home)
        from gainful.accounts.places import gazetteer
        from gainful.cli.operator import operator
        from gainful.intake.actions import Upload, hand_in, read_batch
        from gainful.intake.folder import read_folder
        from gainful.pack import load

        book = Path(home) / "ledger.xlsx"
        make_workbook(book, COUNT)
        began = time.monotonic()
        read_folder([book], load("gainful_china"), gazetteer=gazetteer())
        reading = time.monotonic() - began
        began = time.monotonic()
        batch = hand_in(actor=operator(), area=0, files=[Upload(book.name, book.read_bytes())])
        batch = read_batch(actor=operator(), batch=batch)
        whole = time.monotonic() - began
        memory = max(
            resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
        )
        print(f"{COUNT:,} rows to a difference: {whole:.1f} s, {memory // 1024} MB in the largest process")
        print(f"  {batch.counts['rows']}; reading alone {reading:.1f} s: {whole / reading:.2f} x")


if __name__ == "__main__":
    main()
