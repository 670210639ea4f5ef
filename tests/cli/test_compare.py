"""`gainful compare`: it proposes and never overwrites; exit 0 nothing differs, 1 something does, 2 refused."""

from __future__ import annotations

from datetime import date

import pytest
from typer.testing import CliRunner

from cast import COUNTY
from gainful.accounts.models import AddedArea
from gainful.casework.actions import record_spell
from gainful.casework.models import Review, Spell
from gainful.cli import app
from gainful.pack import load
from make import a_worker

pytestmark = pytest.mark.django_db
HEADER = "证件号码,姓名,参保单位,参保起始,状态"


@pytest.fixture
def own_home(settings, tmp_path):
    """A home of this test's own, with the invented counties on the list."""
    settings.GAINFUL_HOME = tmp_path / "home"
    settings.GAINFUL_HOME.mkdir()
    for area in load("gainful_china").demo_areas:
        AddedArea.objects.create(code=area.number, name=area.name, valid_from=date(2014, 1, 1))
    return tmp_path


def insured(cast, employer="样例服饰厂"):
    """Somebody whom the ledger has as insured."""
    worker = a_worker()
    record_spell(
        actor=cast.officer, person=worker, on=date(2020, 10, 31), channel="self_arranged", insured=True,
        starts_on=date(2020, 4, 1), evidence="phone", employer_name=employer,
    )  # fmt: skip
    return worker


def compare(place, *rows, more=()):
    """The command on a list in GB18030."""
    file = place / "list.csv"
    file.write_bytes("\n".join([HEADER, *rows]).encode("gb18030"))
    words = ["compare", file, "--area", str(COUNTY)[:6], "--on", "2020-10-31", *more]
    return CliRunner().invoke(app, [str(word) for word in words])


def row(worker, employer="样例服饰厂"):
    """A row of the list."""
    return f"{worker.unsealed('id_number')},{worker.name},{employer},2020-04-01,正常"


def test_a_list_that_agrees_proposes_nothing(own_home, cast):
    answer = compare(own_home, row(insured(cast)))
    assert answer.exit_code == 0, answer.output
    assert not Review.objects.exists()


def test_another_employer_and_somebody_not_listed_are_proposed_and_nothing_is_changed(own_home, cast):
    differing, unlisted = insured(cast), insured(cast, "样例砖厂")
    before = list(Spell.objects.order_by("pk").values())
    answer = compare(own_home, row(differing, "样例电子厂"))
    assert answer.exit_code == 1, answer.output
    assert dict(Review.objects.values_list("kind", "person_id")) == {
        "employer_differs": differing.pk,
        "insured_in_ledger_only": unlisted.pk,
    }
    assert list(Spell.objects.order_by("pk").values()) == before
    compare(own_home, row(differing, "样例电子厂"))
    assert Review.objects.count() == 2


def test_a_dry_run_counts_and_keeps_nothing(own_home, cast):
    assert compare(own_home, row(insured(cast), "样例电子厂"), more=["--dry-run"]).exit_code == 1
    assert not Review.objects.exists()


def test_another_table_or_no_file_is_refused(own_home, cast):
    (own_home / "other.csv").write_text("甲,乙,丙\n1,2,3\n")
    for name in ("other.csv", "none.csv"):
        words = ["compare", str(own_home / name), "--area", "621299", "--on", "2020-10-31"]
        assert CliRunner().invoke(app, words).exit_code == 2
