"""`gainful benefits pay|check|release|answer|books`: three people pay; each refusal is one sentence and exit 2."""

from __future__ import annotations

import pytest
from typer.testing import CliRunner

from benefits.granted import PAYER, an_answer, payable, three_people
from cast import TODAY
from flushing import without_triggers
from gainful.benefits.models import Batch, Payment
from gainful.cli import app

pytestmark = pytest.mark.django_db
COUNTY_CODE = "621299"


@pytest.fixture(autouse=True)
def payer(settings):
    """An installation that pays, on the tests' day."""
    settings.GAINFUL_PAYER_NAME, settings.GAINFUL_PAYER_ACCOUNT = PAYER.values()
    settings.GAINFUL_TODAY = TODAY.isoformat()


def run(*words: object):
    """One command."""
    return CliRunner().invoke(app, ["benefits", *(str(word) for word in words)])


def refused(result, said: str) -> bool:
    """Whether a command was refused with one line that says so."""
    lines = result.output.strip().splitlines()
    return (result.exit_code, len(lines)) == (2, 1) and said in lines[0]


def a_batch() -> Batch:
    """Two payments in a batch that the maker made at the command line."""
    payable(960_00)
    payable(300_00)
    gathered = run("pay", COUNTY_CODE, "--as", "pay_benefits_officer")
    assert gathered.exit_code == 0 and "payments made ready" in gathered.output, gathered.output
    made = run("pay", COUNTY_CODE, "--as", "pay_benefits_officer", "--batch")
    assert made.exit_code == 0 and " payments  " in made.output, made.output
    return Batch.objects.get()


def test_a_batch_is_made_checked_released_and_answered_by_three_people(tmp_path):
    three_people()
    batch = a_batch()
    assert run("check", batch.message_id, "--as", "pay_checker").exit_code == 0
    to = tmp_path / "bank.xml"
    assert run("release", batch.message_id, "--as", "pay_releaser", "--out", to).exit_code == 0
    assert to.stat().st_mode & 0o077 == 0 and batch.message_id in to.read_text()
    bank = tmp_path / "answer.xml"
    bank.write_bytes(an_answer(batch))
    told = run("answer", batch.message_id, bank, "--as", "pay_releaser")
    assert told.exit_code == 0 and "2 paid, 0 returned" in told.output, told.output
    assert run("books").exit_code == 0


def test_batches_of_any_number_are_made_checked_and_released_in_steps_that_are_each_kept(tmp_path):
    three_people()
    for _ in range(3):
        payable(100_00)
    assert "3 payments made ready" in run("pay", COUNTY_CODE, "--as", "pay_benefits_officer").output
    made = run("pay", COUNTY_CODE, "--as", "pay_benefits_officer", "--batch", "--size", 2)
    assert made.exit_code == 0 and "2 batches  3 payments  CNY 300" in made.output, made.output
    checked = run("check", "--all", COUNTY_CODE, "--as", "pay_checker")
    assert checked.exit_code == 0 and "2 batches  3 payments" in checked.output
    assert "no batch there" in run("check", "--all", COUNTY_CODE, "--as", "pay_checker").output
    to = tmp_path / "bank"
    released = run("release", "--all", COUNTY_CODE, "--as", "pay_releaser", "--out", to)
    assert released.exit_code == 0 and "2 batches  3 payments" in released.output
    files = {one.name for one in to.iterdir()}
    assert files == {f"{one.message_id}.xml" for one in Batch.objects.filter(state="released")}
    assert {one.stat().st_mode & 0o077 for one in [to, *to.iterdir()]} == {0}


def test_of_many_batches_one_that_is_refused_stops_no_other_and_exits_1():
    three_people()
    payable()
    a_batch()
    payable()
    run("pay", COUNTY_CODE, "--as", "pay_benefits_officer")
    run("pay", COUNTY_CODE, "--as", "pay_benefits_officer", "--batch")
    first = Batch.objects.order_by("pk").first()
    with without_triggers():
        Payment.objects.filter(batch=first).update(amount_fen=1)
    told = run("check", "--all", COUNTY_CODE, "--as", "pay_checker")
    assert told.exit_code == 1 and f"{first.message_id}  refused: " in told.output
    assert Batch.objects.filter(state="checked").exclude(pk=first.pk).count() == 1
    neither = run("check", "--as", "pay_checker")
    assert refused(neither, "name one batch, or an area with --all")


def test_books_that_differ_exit_1_and_name_what_differs():
    three_people()
    batch = a_batch()
    with without_triggers():
        Payment.objects.filter(batch=batch).update(amount_fen=1)
    told = run("books")
    words = " ".join(told.output.split())
    assert told.exit_code == 1
    assert f"differs: Batch {batch.message_id}: its payments sum to CNY 0.02, and it was made for" in words


def test_books_without_a_payer_say_that_waiting_batches_were_not_looked_at_and_not_that_they_differ(settings):
    three_people()
    batch = a_batch()
    assert run("books").exit_code == 0
    settings.GAINFUL_PAYER_NAME = settings.GAINFUL_PAYER_ACCOUNT = ""
    told = run("books")
    words = " ".join(told.output.split())
    assert told.exit_code == 2 and "differs" not in words and batch.message_id not in words
    assert "not held against the lists that they were made of: 1." in words and "GAINFUL_PAYER_NAME" in words
    settings.GAINFUL_PAYER_NAME, settings.GAINFUL_PAYER_ACCOUNT = "另一单位", PAYER["GAINFUL_PAYER_ACCOUNT"]
    told = run("books")
    assert told.exit_code == 1
    assert f"Batch {batch.message_id}: what would be sent now is not the list" in " ".join(
        told.output.split()
    )


def test_each_refusal_is_one_sentence(tmp_path):
    three_people()
    assert refused(run("pay", "62x", "--as", "pay_benefits_officer"), "no area code")
    assert refused(run("pay", COUNTY_CODE, "--as", "nobody"), "nobody here signs in as nobody")
    assert refused(run("pay", COUNTY_CODE, "--as", "pay_checker"), "right")
    assert refused(run("pay", COUNTY_CODE, "--as", "pay_benefits_officer", "--batch"), "Nothing")
    batch = a_batch()
    late = ("--batch", "--pay-on", "2020-01-01")
    assert refused(run("pay", COUNTY_CODE, "--as", "pay_benefits_officer", *late), "day")
    form = ("--batch", "--form", "pain.008")
    assert refused(run("pay", COUNTY_CODE, "--as", "pay_benefits_officer", *form), "pain.001")
    assert refused(run("check", "GNONE", "--as", "pay_checker"), "GNONE")
    assert refused(run("check", batch.message_id, "--as", "pay_benefits_officer"), "right")
    to = ("--out", tmp_path / "bank.xml")
    assert refused(run("release", batch.message_id, "--as", "pay_releaser", *to), "made")
    nowhere = ("--out", tmp_path / "no" / "bank.xml")
    assert refused(run("release", batch.message_id, "--as", "pay_releaser", *nowhere), "cannot be written")
    assert not (tmp_path / "bank.xml").exists()
    missing = run("answer", batch.message_id, tmp_path / "none.xml", "--as", "pay_releaser")
    assert refused(missing, "no such file: none.xml")
    (tmp_path / "bad.xml").write_text("<not xml")
    assert run("answer", batch.message_id, tmp_path / "bad.xml", "--as", "pay_releaser").exit_code == 2


def test_the_help_says_that_no_password_is_asked():
    said = " ".join(run("pay", "--help").output.replace("\u2502", " ").split())
    assert "No password is asked here" in said
