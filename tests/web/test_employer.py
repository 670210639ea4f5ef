"""The employer's portal: invited by the office, sees names and nothing else, tells the roll, proposes openings."""

from __future__ import annotations

import io
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from journey import agreed, placed

from cast import OTHER_COUNTY, TODAY, Role, a_contact
from gainful.accounts.actions import post
from gainful.accounts.models import Account, ReadEntry
from gainful.accounts.refusals import Refused
from gainful.casework.actions import record_pay
from gainful.casework.models import HireReport, Review, RollLine, Spell
from gainful.jobs.models import Opening
from gainful.registry.models import BankAccount, HouseholdIncome
from make import a_consent, a_household, a_person, a_wish, an_employer, an_opening

pytestmark = pytest.mark.django_db
SEPTEMBER = date(2020, 9, 1)
SECRETS = {
    "phone": "13912345678", "village": "秘密村", "household": "62129988877", "account": "6217001234567890123",
    "bank": "秘密银行", "health": "chronic_illness", "income": "98765",
}  # fmt: skip


def a_worker_with_secrets(name: str = "王样例") -> Any:
    """Somebody with a value in every column that an employer must not see."""
    household = a_household(number=SECRETS["household"], village=SECRETS["village"])
    person = a_person(
        household=household, name=name, health=SECRETS["health"],
        born_on=date(1979, 8, 17),
    )  # fmt: skip
    person.seal("phone", SECRETS["phone"])
    person.save(update_fields=["phone_sealed"])
    a_wish(person, asked_on=date(2020, 8, 1), pay_at_least_fen=123_400)
    a_consent(person, given_on=date(2020, 8, 1))
    account = BankAccount(area=person.area, person=person, stated_on=SEPTEMBER, bank=SECRETS["bank"])
    account.seal("account", SECRETS["account"])
    account.account_digest = "ab" * 16
    account.save()
    HouseholdIncome.objects.create(area=person.area, household=household, year=2019, wage_fen=9_876_500)
    return person


@pytest.fixture
def employer(db):
    return an_employer(name="样例制衣厂")


@pytest.fixture
def worker(cast, employer) -> Spell:
    """At work since 1 September."""
    opening = an_opening(employer=employer, title="缝纫工")
    return placed(cast, a_worker_with_secrets(), opening, on=SEPTEMBER)


@pytest.fixture
def coming(cast, employer) -> Spell:
    """Agreed for today, with an employer who paid September."""
    for owed in employer.spells.filter(state="working"):
        record_pay(actor=cast.officer, spell=owed, month=date(2020, 9, 1), on=TODAY, evidence="phone",
                   confirmed_by_worker=True)  # fmt: skip
    opening = an_opening(employer=employer, title="裁剪工")
    return agreed(cast, a_person_who_comes(), opening, on=TODAY)


def a_person_who_comes() -> Any:
    person = a_person(name="李来样")
    a_wish(person)
    a_consent(person)
    return person


def pages(worker: Spell, coming: Spell) -> list[str]:
    """Every page of an employer that a GET opens."""
    opening = worker.opening.key
    return [
        "/employer/month/", "/employer/people/", f"/employer/people/{worker.key}/report/",
        f"/employer/people/{coming.key}/report/", "/employer/rolls/", "/employer/rolls/2020-09/",
        "/employer/rolls/2020-10/", "/employer/rolls/2020-10/file/", f"/employer/rolls/2020-09/{worker.key}/paid/",
        "/employer/openings/", "/employer/openings/new/", f"/employer/openings/{opening}/",
        f"/employer/openings/{opening}/change/",
    ]  # fmt: skip


def line(spell: Spell, **more: str) -> dict[str, str]:
    said = {"attended_days": "22", "paid_fen": "3000", "paid_on": "2020-10-31", "still_there": "yes"} | more
    return {f"{spell.key}-{name}": value for name, value in said.items()}


def text(answer: Any) -> str:
    return str(answer.content.decode())


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_no_page_of_an_employer_shows_more_of_a_person_than_the_name_and_the_job(
    site, employer, worker, coming, language
):
    browser = site(a_contact(employer), language)
    browser.post("/employer/rolls/2020-09/", line(worker, paid_on="2020-09-30"))
    person = worker.person
    hidden = set(SECRETS.values()) | {
        person.unsealed("id_number"), person.id_digest, "1979-08-17",
        person.key, person.memberships.get().number, "labour_capacity",
        "registered_year", "长期慢性病", "chronic illness", "建档立卡", "贫困户",
    }  # fmt: skip
    seen = ""
    for page in pages(worker, coming):
        answer = browser.get(page)
        assert answer.status_code == 200, page
        seen += text(answer)
    assert person.name in seen and coming.person.name in seen
    assert not [one for one in hidden if one in seen]


def test_every_column_of_a_person_that_a_page_reads_is_named(worker, employer):
    from gainful.casework.rolls import worked_in

    found = worked_in(employer, date(2020, 10, 1)).get()
    assert found.person.get_deferred_fields() >= {
        "id_number_sealed", "id_digest", "phone_sealed", "health", "born_on", "education", "labour_capacity",
    }  # fmt: skip


def test_whose_name_was_shown_to_the_employer_sees_that_somebody_looked(site, employer, worker):
    contact = a_contact(employer)
    site(contact).get("/employer/people/")
    assert ReadEntry.objects.filter(person_key=worker.person.key, account=contact.account_id).exists()


def test_another_employers_contact_finds_none_of_it(site, employer, worker, coming):
    mine = pages(worker, coming)
    site(a_contact(employer)).post("/employer/rolls/2020-09/", line(worker, paid_on="2020-09-30"))
    for where in (employer.area, OTHER_COUNTY):
        browser = site(a_contact(an_employer(area=where), f"stranger{where}"))
        for page in mine:
            answer = browser.get(page)
            named = any(key in page for key in (worker.key, coming.key, worker.opening.key))
            assert answer.status_code == (404 if named else 200), page
            assert worker.person.name not in text(answer) and coming.person.name not in text(answer)
        opening = f"/employer/openings/{worker.opening.key}/close/"
        assert browser.post(opening).status_code == 404
        browser.post("/employer/rolls/2020-10/", line(worker))
    assert RollLine.objects.count() == 1


def test_who_is_no_employer_has_no_such_pages_and_an_employer_no_others(site, cast, employer, worker, coming):
    for page in pages(worker, coming):
        assert site(cast.officer).get(page).status_code == 404
    browser = site(a_contact(employer))
    for page in ("/people/", "/openings/", "/reviews/", "/employers/", f"/people/{worker.person.key}/"):
        assert browser.get(page).status_code == 404
    assert browser.get("/").url == "/employer/month/"


@pytest.mark.parametrize("who", ["officer", "administrator"])
def test_the_office_invites_a_contact_who_signs_in_and_ends_it_again(site, cast, employer, who):
    browser = site(getattr(cast, who))
    assert employer.name in text(browser.get("/employers/?q=样例制衣"))
    page = f"/employers/{employer.key}/"
    shown = text(browser.post(page, {"username": "factory", "display_name": "赵联系"}))
    account = Account.objects.get(username="factory")
    assert account.employer_id == employer.pk and account.must_change_password
    assert "factory" in shown and "赵联系" in text(browser.get(page))
    browser.post(f"{page}contacts/{account.key}/end/")
    account.refresh_from_db()
    assert not account.is_active


def test_who_only_invites_is_not_told_that_an_employer_is_stopped(site, cast, employer):
    employer.frozen_on = TODAY
    employer.save(update_fields=["frozen_on"])
    for page in ("/employers/", f"/employers/{employer.key}/"):
        assert "placements stopped" in text(site(cast.officer).get(page))
        assert "placements stopped" not in text(site(cast.administrator).get(page))


def test_an_office_elsewhere_invites_nobody(site, cast, employer):
    browser = site(cast.other_officer)
    assert (
        browser.post(f"/employers/{employer.key}/", {"username": "x", "display_name": "x"}).status_code == 404
    )
    assert site(cast.helper).get("/employers/").status_code == 404


def test_the_month_begins_with_what_is_to_do(site, employer, worker, coming):
    browser = site(a_contact(employer))
    page = text(browser.get("/employer/month/"))
    assert page.index("2020-10") < page.index(coming.person.name)
    assert "were to begin by today" in page and "2020-09" in page
    for month in ("09", "10"):
        browser.post(f"/employer/rolls/2020-{month}/", line(worker))
    browser.post(
        f"/employer/people/{coming.key}/report/", {"kind": "arrived", "happened_on": TODAY.isoformat()}
    )
    page = text(browser.get("/employer/month/"))
    assert "months whose roll is still to be told" in page and "?month" not in page
    assert HireReport.objects.get().kind == "arrived"


def test_a_wrong_line_keeps_nothing_and_says_what_is_wrong(site, employer, worker):
    browser = site(a_contact(employer))
    answer = browser.post("/employer/rolls/2020-10/", line(worker, still_there="no"))
    assert answer.status_code == 422 and "A day for who left" in text(answer)
    answer = browser.post("/employer/rolls/2020-10/", line(worker, paid_fen=""))
    assert answer.status_code == 422 and "Write 0 where" in text(answer)
    answer = browser.post("/employer/rolls/2020-10/", {})
    assert answer.status_code == 409 and not RollLine.objects.exists()


def test_a_difference_waits_on_the_officers_list_and_is_decided_there(site, cast, employer, worker):
    site(a_contact(employer)).post(
        "/employer/rolls/2020-10/", line(worker, still_there="no", left_on="2020-10-15", paid_fen="1500")
    )
    officer = site(cast.officer)
    assert "employer_reports" in text(officer.get("/"))
    review = Review.objects.get(kind="employer_says_left")
    shown = text(officer.get(f"/reviews/{review.key}/"))
    assert "2020-10-15" in shown and "1,500" in shown
    said = {"decision": "still_at_work", "because": "asked her by phone"}
    assert officer.post(f"/reviews/{review.key}/", said).status_code == 302


def test_the_roll_goes_out_as_a_file_and_comes_back_in_excels_encoding(site, employer, worker):
    browser = site(a_contact(employer), "zh-hans")
    handed = browser.get("/employer/rolls/2020-10/file/").content.decode("utf-8-sig")
    assert worker.person.name in handed and worker.key in handed
    filled = handed.rstrip("\r\n").removesuffix(",,,,,,") + ",21,2800.50,2020/10/31,是,,是\r\n"
    file = SimpleUploadedFile("roll.csv", filled.encode("gb18030"))
    assert browser.post("/employer/rolls/2020-10/file/", {"file": file}).status_code == 302
    kept = RollLine.objects.get()
    assert (kept.attended_days, kept.paid_fen, kept.still_there, kept.trained) == (21, 280_050, True, True)


def test_a_file_handed_out_before_training_was_asked_is_still_taken(site, employer, worker):
    from gainful.intake.roll_file import BEFORE, HEADERS

    body = ",".join(HEADERS["en"][:BEFORE]) + f"\n{worker.key},n,,20,3000,2020-10-31,yes,\n"
    file = SimpleUploadedFile("roll.csv", body.encode("utf-8"))
    assert site(a_contact(employer)).post("/employer/rolls/2020-10/file/", {"file": file}).status_code == 302
    assert RollLine.objects.get().trained is None


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("a,b\n1,2\n", "first row"),
        ("\xff\xfe\x00", "workbook"),
        ("HEAD\nKEY,n,,40,x,,maybe,2020\n", "from 0 to 31"),
        ("HEAD\nKEY,n,,,,,,\n", "No line"),
        ("HEAD\nKEY,n,,20,3000,,yes,\n", "where pay was paid"),
    ],
)
def test_a_file_that_is_no_roll_is_not_taken_and_says_why(site, employer, worker, content, expected):
    from gainful.intake.roll_file import HEADERS

    body = content.replace("HEAD", ",".join(HEADERS["en"])).replace("KEY", worker.key)
    file = SimpleUploadedFile("roll.csv", body.encode("utf-8"))
    answer = site(a_contact(employer)).post("/employer/rolls/2020-10/file/", {"file": file})
    assert answer.status_code == 422 and expected in text(answer)
    assert not RollLine.objects.exists()


def a_workbook(worker, *cells):
    """The workbook handed out, filled in: cells by column from D on."""
    from openpyxl import load_workbook

    from gainful.intake.roll_file import roll_workbook

    book = load_workbook(
        io.BytesIO(roll_workbook([(worker.key, worker.person.name, worker.starts_on)], "zh"))
    )
    for at, cell in enumerate(cells, start=4):
        book.active.cell(2, at, cell)
    out = io.BytesIO()
    book.save(out)
    return SimpleUploadedFile("roll.xlsx", out.getvalue())


def test_the_roll_goes_out_as_a_workbook_with_a_drop_down_and_comes_back_filled_in(site, employer, worker):
    from openpyxl import load_workbook

    browser = site(a_contact(employer), "zh-hans")
    handed = browser.get("/employer/rolls/2020-10/file/?as=xlsx")
    sheet = load_workbook(io.BytesIO(handed.content)).active
    assert [sheet.cell(2, at).value for at in (1, 2)] == [worker.key, worker.person.name]
    assert {one.formula1 for one in sheet.data_validations.dataValidation if one.type == "list"} == {
        '"是,否"'
    }
    file = a_workbook(worker, 21, 2800.5, date(2020, 10, 31), "是")
    assert browser.post("/employer/rolls/2020-10/file/", {"file": file}).status_code == 302
    kept = RollLine.objects.get()
    assert (kept.attended_days, kept.paid_fen, kept.paid_on, kept.still_there) == (
        21, 280_050, date(2020, 10, 31), True,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ((40, 0, None, "yes"), "Cell D2: found “40”"),
        ((20.5, 0, None, "yes"), "Cell D2: found “20.5”"),
        ((20, "=1000*3", date(2020, 10, 31), "yes"), "Cell E2"),
        ((20, 3000, "soon", "yes"), "Cell F2: found “soon”"),
        ((20, 0, None, "perhaps"), "Cell G2: found “perhaps”"),
        ((20, 0, None, "no"), "Cell H2: found “—”"),
    ],
)
def test_each_fault_of_a_workbook_is_named_at_its_cell(site, employer, worker, cells, expected):
    answer = site(a_contact(employer)).post(
        "/employer/rolls/2020-10/file/", {"file": a_workbook(worker, *cells)}
    )
    assert answer.status_code == 422 and expected in text(answer)
    assert not RollLine.objects.exists()


@pytest.mark.parametrize("content", [b"PK\x03\x04 no archive", b"\xd0\xcf\x11\xe0" * 9, b""])
def test_a_file_that_no_reader_opens_is_refused_with_a_sentence(site, employer, worker, content):
    file = SimpleUploadedFile("roll.xlsx", content)
    answer = site(a_contact(employer)).post("/employer/rolls/2020-10/file/", {"file": file})
    assert answer.status_code == 422 and 'role="alert"' in text(answer)


def test_a_file_with_a_stranger_in_it_is_refused_as_a_whole(site, employer, worker):
    from gainful.intake.roll_file import HEADERS

    body = f"{','.join(HEADERS['en'])}\n{worker.key},n,,20,0,,yes,\n{'0' * 16},n,,20,0,,yes,\n"
    file = SimpleUploadedFile("roll.csv", body.encode())
    answer = site(a_contact(employer)).post("/employer/rolls/2020-10/file/", {"file": file})
    assert answer.status_code == 409 and not RollLine.objects.exists()


def test_an_employer_proposes_an_officer_releases(site, cast, employer):
    browser = site(a_contact(employer))
    said = {"title": "包装工", "seats": "4", "channel": "project", "place_text": "本县"}
    browser.post("/employer/openings/new/", said)
    made = Opening.objects.get(title="包装工")
    assert made.state == "held" and made.employer == employer
    assert "an officer has not looked at it yet" in text(browser.get(f"/employer/openings/{made.key}/"))
    site(cast.officer).post(f"/openings/{made.key}/release/", {"because": "called the factory"})
    made.refresh_from_db()
    assert made.state == "open"
    browser.post(f"/employer/openings/{made.key}/change/", said | {"seats": "9"})
    made.refresh_from_db()
    assert made.state == "held" and made.seats == 9
    browser.post(f"/employer/openings/{made.key}/close/")
    made.refresh_from_db()
    assert made.state == "closed"


def test_an_unlawful_demand_is_shown_with_its_words_and_nobody_can_release_it(site, cast, employer):
    browser = site(a_contact(employer))
    said = {"title": "服务员", "seats": "4", "channel": "project", "other_text": "仅限女性，须交押金200元"}
    browser.post("/employer/openings/new/", said)
    made = Opening.objects.get(title="服务员")
    assert "押金" in text(browser.get("/employer/openings/"))
    answer = site(cast.officer).post(f"/openings/{made.key}/release/", {"because": "they insist"})
    assert answer.status_code == 409
    assert "public_post" not in text(browser.get("/employer/openings/new/"))


def test_a_stopped_employer_sees_and_reports_and_gets_nobody_new(site, employer, worker, coming):
    employer.frozen_on = TODAY
    employer.save(update_fields=["frozen_on"])
    browser = site(a_contact(employer))
    page = text(browser.get("/employer/month/"))
    assert "Placements with you have been stopped" in page and coming.person.name not in page
    assert browser.get(f"/employer/people/{coming.key}/report/").status_code == 404
    said = {"title": "包装工", "seats": "4", "channel": "project"}
    assert browser.post("/employer/openings/new/", said).status_code == 409
    assert browser.post("/employer/rolls/2020-10/", line(worker)).status_code == 302
    assert worker.person.name in text(browser.get("/employer/people/"))


def test_the_worker_reads_what_their_employer_told(site, cast, employer, worker):
    from gainful.web.own_data import own_data

    site(a_contact(employer)).post("/employer/rolls/2020-10/", line(worker))
    kept = own_data(worker.person)
    assert "2020-10 样例制衣厂" in str(kept) and "contact" in str(kept).lower()


def test_a_contact_is_posted_to_nothing_else(site, cast, employer):
    contact = a_contact(employer)
    account = Account.objects.get(pk=contact.account_id)
    browser = site(cast.administrator)
    with pytest.raises(Refused, match="contact_of_an_employer"):
        post(actor=cast.administrator, account=account, role=Role.HELPER, area=employer.area, from_on=TODAY)
    assert "employer" not in [
        code for code, _name in browser.get("/staff/").context["form"].fields["role"].choices
    ]


@pytest.mark.parametrize(("days", "said"), [(1, "should have started on"), (0, "starts on")])
def test_who_should_have_started_is_told_from_who_comes(site, settings, employer, coming, days, said):
    settings.GAINFUL_TODAY = (coming.starts_on + timedelta(days)).isoformat()
    page = text(site(a_contact(employer)).get(reverse("employer_home")))
    assert [one for one in ("should have started on", "starts on") if one in page] == [said]
