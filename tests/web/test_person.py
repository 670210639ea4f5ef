"""Person card: what it says, what can be recorded on it, and that nobody of another county gets near it."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from browsing import queries_of
from journey import placed, recorded, shown

from cast import OTHER_COUNTY, OTHER_COUNTY_TOWNSHIP, TODAY
from gainful.accounts.models import ReadEntry
from gainful.casework.models import Offer, PayEvidence, ProtectionCase, Service, Spell
from gainful.registry.models import Consent, Membership, Person, Wish
from gainful.training.models import Certificate
from make import a_consent, a_household, a_person, a_wish, a_worker, an_id_number, an_opening

pytestmark = pytest.mark.django_db


def text(response) -> str:
    """What a page says."""
    return response.content.decode()


def card(site, actor, person, language: str = "en") -> str:
    """The card of a person, as this actor reads it."""
    return text(site(actor, language).get(f"/people/{person.key}/"))


def test_the_card_says_in_one_sentence_how_a_person_stands(site, cast):
    worker = a_worker()
    recorded(cast, worker, occupation="cleaner")
    page = site(cast.officer).get(f"/people/{worker.key}/")
    assert page.context["status"].sentence.startswith("In work since 2020-09-01: Cleaner")
    assert "自2020-09-01起在业" in card(site, cast.officer, worker, "zh-hans")


def test_pay_that_nobody_confirmed_is_not_known_and_never_0(site, cast):
    worker = a_worker()
    spell = recorded(cast, worker)
    assert "Pay received: not known" in card(site, cast.officer, worker)
    PayEvidence.objects.create(
        area=spell.area, spell=spell, month=date(2020, 9, 1), evidence="visited", recorded_on=TODAY
    )
    page = card(site, cast.officer, worker)
    assert "2020-09" in page and "not asked" in page and "CNY 0" not in page


def test_a_recorded_job_and_a_placement_are_told_apart(site, cast):
    worker = a_worker()
    recorded(cast, worker, starts_on=date(2019, 1, 1), ends_on=date(2019, 6, 1))
    placed(cast, worker)
    page = card(site, cast.officer, worker)
    assert "through an offer, with their own yes" in page and "recorded as told" in page


def test_an_answer_never_given_is_not_a_no(site, cast):
    person = a_person()
    a_wish(person, training_willing=None, own_business_willing=False)
    page = site(cast.officer).get(f"/people/{person.key}/")
    assert page.context["wish"].training_willing is None
    assert "<dt>Training</dt><dd>not known" in text(page)
    assert "<dt>Would start a business</dt><dd>no</dd>" in text(page)


def test_a_number_is_masked_and_shown_whole_only_to_who_may_see_it(site, cast):
    person = a_worker()
    number = person.unsealed("id_number")
    assert number not in card(site, cast.officer, person)
    assert f"****{number[-4:]}" in card(site, cast.helper, person)
    assert site(cast.helper).get(f"/people/{person.key}/number/").status_code == 404
    assert number in text(site(cast.officer).get(f"/people/{person.key}/number/"))


def test_whoever_opens_a_card_is_noted_and_named_on_it(site, cast):
    person = a_worker()
    site(cast.helper).get(f"/people/{person.key}/")
    assert ReadEntry.objects.get(person_key=person.key).account_id == cast.helper.account_id
    assert "Helper" in card(site, cast.officer, person)


def test_a_benefits_officer_reads_no_casework_health_or_phone(site, cast):
    person = a_person(health="major_illness")
    recorded(cast, person, employer_name="样例单位")
    page = card(site, cast.benefits, person)
    assert "样例单位" not in page and "Major illness" not in page
    assert "Major illness" in card(site, cast.officer, person)


def test_protection_cases_show_to_those_who_may_see_them(site, cast):
    person = a_worker()
    ProtectionCase.objects.create(
        area=person.area, person=person, kind="fee_taken", opened_on=TODAY, words="押金300"
    )
    assert "押金300" in card(site, cast.officer, person)
    assert "押金300" not in card(site, cast.helper, person)


def a_long_life(cast, person: Person, rows: int) -> None:
    """A history of so many answers, jobs with pay, services and offers."""
    first = date(2018, 1, 1)
    opening = an_opening(seats=rows + 10)
    consent = Consent.objects.filter(person=person).first() or a_consent(person)
    for number in range(rows):
        day = first + timedelta(days=number)
        a_wish(person, asked_on=day)
        spell = recorded(cast, person, starts_on=day, ends_on=day + timedelta(days=1))
        PayEvidence.objects.create(
            area=person.area, spell=spell, month=day.replace(day=1), evidence="visited", recorded_on=TODAY
        )
        Service.objects.create(area=person.area, person=person, kind="policy_advice", given_on=day)
    Offer.objects.bulk_create(
        Offer(
            area=person.area, person=person, opening=opening, consent=consent, state="declined",
            how="own_code", shown_on=TODAY, language="zh", terms={"title": "保洁员", "employer": "样例"},
        )
        for _ in range(min(rows, 5))
    )  # fmt: skip


def test_a_card_takes_at_most_26_queries_whatever_the_history(site, cast):
    short, long = a_worker(), a_worker()
    a_long_life(cast, short, 5)
    a_long_life(cast, long, 500)
    for person in (short, long):  # somebody in work is owed nothing, and is asked about less
        recorded(cast, person, starts_on=date(2017, 1, 1), employer_name="一直在")
    browser = site(cast.officer)
    few = queries_of(browser, f"/people/{short.key}/")
    many = queries_of(browser, f"/people/{long.key}/")
    assert many <= 26 and abs(many - few) <= 1
    page = browser.get(f"/people/{long.key}/")
    assert "一直在" in page.context["status"].sentence
    assert "Show the whole history" in text(page)


ACTS = ("answer", "consent", "job", "service", "certificate", "correct", "moving", "death", "merge", "number")


@pytest.mark.parametrize("act", ["", *(f"{name}/" for name in ACTS)])
def test_nobody_of_another_county_reaches_a_page_about_somebody(site, cast, act):
    person = a_worker(area=OTHER_COUNTY_TOWNSHIP)
    browser = site(cast.officer)
    assert browser.get(f"/people/{person.key}/{act}").status_code == 404
    assert browser.post(f"/people/{person.key}/{act}", {}).status_code in (404, 405)


def test_nobody_of_another_county_records_anything(site, cast):
    person = a_worker(area=OTHER_COUNTY_TOWNSHIP)
    spell = recorded_elsewhere(cast, person)
    consent = Consent.objects.get(person=person)
    browser = site(cast.officer)
    bodies = {
        f"/people/{person.key}/answer/": {"asked_on": "2020-11-02", "how": "visit", "willing": "no"},
        f"/people/{person.key}/death/": {"died_on": "2020-11-01"},
        f"/people/{person.key}/service/": {"kind": "policy_advice", "given_on": "2020-11-01"},
        f"/people/{person.key}/consents/{consent.key}/withdraw/": {"how": "at_desk"},
        f"/spells/{spell.key}/end/": {"ends_on": "2020-11-01", "left_because": "not_said"},
        f"/spells/{spell.key}/pay/": {"month": "2020-10", "evidence": "visited"},
        f"/spells/{spell.key}/evidence/": {"evidence": "payroll"},
    }
    for address, body in bodies.items():
        assert browser.post(address, body).status_code == 404, address
    assert (Wish.objects.count(), Service.objects.count()) == (1, 0)
    assert Spell.objects.get().state == "working" and Consent.objects.live().count() == 1


def recorded_elsewhere(cast, person: Person, **more) -> Spell:
    """A job recorded by the other county's officer."""
    from gainful.casework.actions import record_spell

    fields = {
        "on": TODAY, "channel": "self_arranged", "starts_on": date(2020, 9, 1), "evidence": "visited",
        "employer_name": "样例企业", "place_text": "外省",
    } | more  # fmt: skip
    return record_spell(actor=cast.other_officer, person=person, **fields)


def test_an_answer_is_appended_and_what_was_not_said_stays_unknown(site, cast):
    person = a_worker()
    answer = {"asked_on": "2020-11-02", "how": "visit", "willing": "no", "pay_at_least_fen": ""}
    site(cast.helper).post(f"/people/{person.key}/answer/", answer)
    first, last = Wish.objects.order_by("id")
    assert (first.willing, last.willing) == (True, False)
    assert (last.pay_at_least_fen, last.training_willing, last.scope) == (None, None, "")


def test_the_form_starts_with_the_last_answer_but_asks_willingness_anew(site, cast):
    person = a_worker(scope="township", pay_at_least_fen=300_000)
    form = site(cast.helper).get(f"/people/{person.key}/answer/").context["form"]
    assert form["scope"].value() == "township" and form["pay_at_least_fen"].value() == "3000"
    assert not form["willing"].value()


def test_consent_signed_by_another_name_is_refused_in_a_sentence(site, cast):
    person = a_worker(consents=False, name="王小明")
    said = {"purpose": "referral", "given_on": "2020-11-01", "how": "signed_paper", "signature": "王大明"}
    answer = site(cast.helper).post(f"/people/{person.key}/consent/", said)
    assert answer.status_code == 409 and not Consent.objects.exists()
    assert answer.context["refusal"] and answer.context["form"]["signature"].value() == "王大明"
    site(cast.helper).post(f"/people/{person.key}/consent/", said | {"signature": "王小明"})
    assert Consent.objects.get().purpose == "referral"


def test_consent_to_a_placement_is_not_taken_in_advance(site, cast):
    person = a_worker(consents=False)
    said = {"purpose": "placement", "given_on": "2020-11-01", "how": "at_desk", "evidence": "按手印"}
    assert site(cast.officer).post(f"/people/{person.key}/consent/", said).status_code == 200
    assert not Consent.objects.exists()


def test_taking_back_a_consent_ends_the_offers_that_wait(site, cast):
    offer = shown(cast)
    consent = offer.consent
    address = f"/people/{offer.person.key}/consents/{consent.key}/withdraw/"
    site(cast.helper).post(address, {"how": "at_desk"})
    consent.refresh_from_db()
    offer.refresh_from_db()
    assert consent.withdrawn_on == TODAY and offer.state != "shown"


def test_a_job_is_recorded_its_pay_confirmed_and_its_end_told(site, cast):
    person = a_worker()
    browser = site(cast.helper)
    job = {
        "channel": "self_arranged", "starts_on": "2020-09-01", "employer_name": "样例餐馆",
        "place_text": "本县", "pay_low_fen": "3,400", "evidence": "visited",
    }  # fmt: skip
    browser.post(f"/people/{person.key}/job/", job)
    spell = Spell.objects.get()
    assert (spell.pay_low_fen, spell.location_class, spell.origin) == (340_000, "in_county", "recorded")
    pay = {"month": "2020-09", "received_fen": "3300", "confirmed_by_worker": "yes", "evidence": "visited"}
    browser.post(f"/spells/{spell.key}/pay/", pay)
    assert PayEvidence.objects.get().received_fen == 330_000
    browser.post(f"/spells/{spell.key}/end/", {"ends_on": "2020-10-30", "left_because": "pay"})
    spell.refresh_from_db()
    assert (spell.state, spell.left_because) == ("ended", "pay")


def test_a_child_found_working_is_no_job_and_a_case_at_once(site, cast):
    child = a_person(born_on=date(2006, 5, 1))
    job = {"channel": "self_arranged", "starts_on": "2020-09-01", "evidence": "visited"}
    answer = site(cast.helper).post(f"/people/{child.key}/job/", job)
    assert answer.status_code == 302
    assert child.protection_cases.filter(kind="child_working").exists()
    assert not Spell.objects.exists()


def test_an_amount_that_is_none_is_said_at_its_field(site, cast):
    person = a_worker()
    job = {
        "channel": "self_arranged",
        "starts_on": "2020-09-01",
        "evidence": "visited",
        "pay_low_fen": "面议",
    }
    page = site(cast.helper).post(f"/people/{person.key}/job/", job)
    assert "pay_low_fen" in page.context["form"].errors and not Spell.objects.exists()


def test_a_refused_number_is_mended_on_the_card_by_a_county_officer_only(site, cast):
    person = a_person(id_state="refused", name="", name_pinyin="", born_on=None, sex="")
    assert "Unnamed member" in card(site, cast.helper, person)
    assert site(cast.helper).get(f"/people/{person.key}/correct/").status_code == 404
    number = an_id_number(date(1990, 1, 2), sex="female")
    site(cast.officer).post(f"/people/{person.key}/correct/", {"name": "赵补正", "id_number": number})
    person.refresh_from_db()
    assert (person.id_state, person.name, person.sex) == ("valid", "赵补正", "female")


def test_correcting_a_phone_leaves_everything_else_as_it_was(site, cast):
    person = a_worker(name="王小明", education="primary")
    browser = site(cast.officer)
    form = browser.get(f"/people/{person.key}/correct/").context["form"]
    said = {field.name: field.value() or "" for field in form} | {"phone": "13900000000"}
    browser.post(f"/people/{person.key}/correct/", said)
    after = Person.objects.get(pk=person.pk)
    assert after.unsealed("phone") == "13900000000" and after.id_digest == person.id_digest
    assert (after.name, after.education, after.born_on) == ("王小明", "primary", person.born_on)


def test_a_death_ends_membership_and_consents(site, cast):
    person = a_worker()
    site(cast.officer).post(f"/people/{person.key}/death/", {"died_on": "2020-11-01"})
    assert Membership.objects.get(person=person).until_on == date(2020, 11, 1)
    assert not Consent.objects.live().exists()
    assert "Died on 2020-11-01" in card(site, cast.officer, person)


def test_somebody_moves_to_a_household_named_by_its_number(site, cast):
    person, other = a_worker(), a_household()
    said = {"moved_on": "2020-11-01", "to_household": "nowhere"}
    answer = site(cast.officer).post(f"/people/{person.key}/moving/", said)
    assert answer.status_code == 409 and "nowhere" in answer.context["refusal"]
    site(cast.officer).post(f"/people/{person.key}/moving/", said | {"to_household": other.number})
    assert Membership.objects.get(person=person, until_on=None).household == other


def test_a_certificate_is_recorded_by_the_training_officer(site, cast):
    person = a_worker()
    browser = site(cast.trainer)
    browser.post(f"/people/{person.key}/certificate/", {"occupation": "welder", "level": "elementary"})
    assert Certificate.objects.get(person=person).occupation == "welder"


def test_the_office_of_the_place_of_work_sees_the_job_and_nothing_else(site, cast):
    person = a_worker(name="王外出", health="major_illness")
    spell = recorded(cast, person, place=OTHER_COUNTY, place_text="", starts_on=date(2020, 10, 10))
    browser = site(cast.other_officer)
    assert "1 job worked here" in text(browser.get("/people/?list=all"))
    assert "王外出" in text(browser.get("/spells/"))
    page = text(browser.get(f"/spells/{spell.key}/"))
    assert "王外出" in page and "Major illness" not in page and person.unsealed("id_number")[-4:] not in page
    assert browser.get(f"/people/{person.key}/").status_code == 404
    browser.post(
        f"/spells/{spell.key}/pay/", {"month": "2020-10", "received_fen": "3000", "evidence": "visited"}
    )
    assert PayEvidence.objects.get(spell=spell).received_fen == 300_000
    end = {"ends_on": "2020-11-01", "left_because": "pay"}
    assert browser.post(f"/spells/{spell.key}/end/", end).status_code == 404


def test_a_follow_up_is_a_link_once_it_is_due_and_leads_somewhere(site, cast):
    late, early = a_worker(), a_worker()
    recorded(cast, late, on=date(2020, 8, 2), starts_on=date(2020, 8, 1), place=OTHER_COUNTY, place_text="")
    recorded(cast, early, starts_on=date(2020, 10, 30))
    assert "/follow-ups/" not in card(site, cast.officer, early)
    assert "overdue" in card(site, cast.officer, late)
    for actor, address in (
        (cast.officer, f"/people/{late.key}/"),
        (cast.other_officer, f"/spells/{late.spells.get().key}/"),
    ):
        browser = site(actor)
        link = re.search(r'"(/follow-ups/[0-9a-f]+/)"', text(browser.get(address)))
        assert link and browser.get(link[1]).status_code == 200, address


def test_the_card_leads_to_the_openings_that_fit(site, cast):
    person, unnamed = a_worker(), a_person(id_state="refused", name="")
    browser = site(cast.officer)
    assert browser.get(browser.get(f"/people/{person.key}/").context["shortlist"]).status_code == 200
    assert not browser.get(f"/people/{unnamed.key}/").context["shortlist"]


def test_an_officer_of_neither_home_nor_place_sees_no_job(site, cast):
    spell = recorded_elsewhere(cast, a_worker(area=OTHER_COUNTY_TOWNSHIP))
    browser = site(cast.officer)
    assert browser.get(f"/spells/{spell.key}/").status_code == 404
    assert browser.get("/spells/").context["jobs"] == []
