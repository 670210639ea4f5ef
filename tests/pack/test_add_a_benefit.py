"""docs/how/add-a-benefit.md followed to the letter: a new benefit is one YAML file and nothing else."""

from __future__ import annotations

import re
import shutil
from datetime import date
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from typer.testing import CliRunner

from benefits.invented import file_of
from gainful.cli import app
from gainful.pack import Pack
from gainful.pack.check import check_files
from gainful.pack.files import PackFiles
from gainful.rules.benefit import answer

ROOT = Path(__file__).parents[2]
HOW = (ROOT / "docs/how/add-a-benefit.md").read_text(encoding="utf-8")
NAME = "gainful_with_a_benefit"


@pytest.fixture
def followed(tmp_path, monkeypatch):
    """A copy of the pack with the page's one file, put where the page says."""
    (path,) = re.findall(r"goes to `(benefits/\w+\.yaml)`", HOW)
    (page,) = re.findall(r"```yaml\n(.*?)```", HOW, re.S)
    root = tmp_path / NAME
    shutil.copytree(ROOT / "src/gainful_china", root, ignore=shutil.ignore_patterns("__pycache__"))
    (root / path).write_text(page, encoding="utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.setenv("GAINFUL_PACK", NAME)
    return PackFiles(NAME, root)


def test_the_pack_is_in_order_and_the_benefit_answers_with_reasons(followed):
    assert check_files(followed) == []
    rule = Pack(followed).rules["harvest_bonus"]
    known = {"household_registered": True, "months_worked": 7, "location_class": "out_of_province"}
    told = answer(rule, known, date(2020, 10, 31), ("621299", "6212", "62"))
    assert (told.due, told.amount_fen) == (True, 80_000)
    elsewhere = answer(rule, known, date(2020, 10, 31), ("6201", "62"))
    assert elsewhere.due is None and elsewhere.missing == ("bonus",)


def test_the_commands_of_the_page_answer_for_one_and_for_everybody(followed, tmp_path, monkeypatch):
    """Each command is taken from the page and run as it stands there."""
    (case,) = re.findall(r"```json\n(.*?)```", HOW, re.S)
    (block,) = re.findall(r"```sh\n(.*?)```", HOW, re.S)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GAINFUL_TODAY", "2026-03-01")
    Path("CASE.json").write_text(case, encoding="utf-8")
    file_of(tmp_path, 300).rename("FACTS.parquet")
    said = []
    for line in block.splitlines():
        program, *words = line.split()
        ran = CliRunner().invoke(app, words)
        assert program == "gainful" and ran.exit_code == 0, ran.output
        said.append(ran.output)
    assert len(said) == 2 and "Due: CNY 400." in said[0]
    assert set(pq.read_table("OUT.parquet")["due"].to_pylist()) >= {True, False, None}
