"""No file takes a reader down: each bad one is refused with one sentence, by a child that stays small."""

from __future__ import annotations

import io
import random
import subprocess
import sys
import zipfile
from functools import cache
from pathlib import Path

import pytest

from gainful.intake.folder import HandInRefused, Upload, read_folder
from gainful.intake.reading import seconds_for
from gainful.pack import load
from intake.crafted import CRAFTED

SAMPLES = Path(__file__).parents[1] / "samples"
MOST_MEMORY = 256 * 1024  # kB
SEED = 20201119


def _refusal(content: bytes) -> tuple[str, str, str]:
    """Code and sentences of the refusal of one file; fails when it is taken."""
    pack = load("gainful_china")
    with pytest.raises(HandInRefused) as refused:
        read_folder([Upload("x.xlsx", io.BytesIO(content))], pack, gazetteer=pack.gazetteer(pack.demo_areas))
    (only,) = refused.value.findings
    return only.code, only.message_zh, only.message_en


@cache
def _made(name: str) -> bytes:
    return CRAFTED[name][0]()


@pytest.mark.parametrize("name", CRAFTED)
def test_a_crafted_file_is_refused_with_one_sentence(name):
    code, chinese, english = _refusal(_made(name))
    codes = CRAFTED[name][1]

    assert code in codes
    assert chinese.endswith("。") and english.endswith(".")


# A process counts as its own the size of the one it was forked from: a small one goes between this test and the child.
MEASURE = """
import resource, subprocess, sys
child = [sys.executable, "-P", "-m", "gainful.intake.child"]
subprocess.run(child, stdin=0, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""


@pytest.mark.parametrize("name", CRAFTED)
def test_no_crafted_file_makes_its_reader_large(name, tmp_path):
    file = tmp_path / "x"
    file.write_bytes(_made(name))
    with file.open("rb") as stream:
        measured = subprocess.run(
            [sys.executable, "-c", MEASURE],
            stdin=stream,
            stdout=subprocess.PIPE,
            env={"PYTHONPATH": str(Path(__file__).parents[2] / "src")},
            check=True,
        )
    assert 1_000 < int(measured.stdout) <= MOST_MEMORY


def test_a_file_of_two_megabytes_has_ten_seconds():
    assert seconds_for(2 * 1024 * 1024) == 10


def _mutations(count: int, seed: int):
    """Copies of a real workbook with bytes changed, cut out or doubled: of the archive, or of a part packed again.

    Most of the former die at the archive's own check sums; the latter reach the reader of values.
    """
    original = (SAMPLES / "yunlu" / "08-leaders.xlsx").read_bytes()
    with zipfile.ZipFile(io.BytesIO(original)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    chance = random.Random(seed)
    for number in range(count):
        if number % 2:
            yield _changed(original, chance)
            continue
        chosen = chance.choice(["xl/worksheets/sheet1.xml", *parts])
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, part in parts.items():
                archive.writestr(name, _changed(part, chance) if name == chosen else part)
        yield out.getvalue()


def _changed(content: bytes, chance: random.Random) -> bytes:
    """The bytes with one to eight changes."""
    changed = bytearray(content)
    for _ in range(chance.randint(1, 8)):
        at = chance.randrange(len(changed))
        what = chance.random()
        if what < 0.6:
            changed[at] = chance.randrange(256)
        elif what < 0.8:
            del changed[at : at + chance.randint(1, 64)]
        else:
            changed[at:at] = changed[at : at + chance.randint(1, 64)]
    return bytes(changed) or b"x"


def _survives(contents) -> tuple[int, int]:
    """How many files were refused and how many read; whatever else a file does fails the test."""
    pack = load("gainful_china")
    gazetteer = pack.gazetteer(pack.demo_areas)
    refused = taken = 0
    for content in contents:
        try:
            read_folder([Upload("x.xlsx", io.BytesIO(content))], pack, gazetteer=gazetteer)
            taken += 1
        except HandInRefused as refusal:
            assert len(refusal.findings) == 1
            refused += 1
    return refused, taken


def test_a_hundred_mutations_of_a_workbook_are_read_or_refused():
    refused, taken = _survives(_mutations(100, SEED))
    assert refused + taken == 100 and min(refused, taken) > 5


@pytest.mark.slow
@pytest.mark.timeout(3_600)
def test_two_thousand_mutations_of_a_workbook_are_read_or_refused():
    refused, taken = _survives(_mutations(2_000, SEED + 1))
    assert refused + taken == 2_000 and min(refused, taken) > 100
