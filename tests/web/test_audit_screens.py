"""Audit on screen: who did what, the rows before and after, sealed columns sealed; the chain verified."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.utils import translation
from handing_in import text_of

from cast import COUNTY, OTHER_COUNTY_TOWNSHIP, TODAY, TOWNSHIP, an_actor
from flushing import without_triggers
from gainful.accounts.actor import Role
from gainful.accounts.guards import audited_tables
from gainful.accounts.models import Act, Entry
from gainful.registry.actions import correct_person, record_answer
from gainful.web.audit import column_called
from make import a_person

pytestmark = pytest.mark.django_db


def corrected(actor, area: int = TOWNSHIP, name: str = "改名后") -> Act:
    """The act of correcting a person's name and phone."""
    correct_person(
        actor=actor, person=a_person(area=area), on=TODAY, changes={"name": name, "phone": "13900008888"}
    )
    return Act.objects.order_by("-id").first()


def test_an_act_shows_who_did_it_and_the_rows_before_and_after(site, cast):
    act = corrected(cast.officer)
    browser = site(cast.auditor)
    assert "corrected a person" in text_of(browser.get("/audit/"))
    said = text_of(browser.get(f"/audit/{act.key}/"))
    assert "改名后" in said and "Officer" in said


def test_sealed_columns_stay_sealed_there(site, cast):
    act = corrected(cast.officer)
    raw = site(cast.auditor).get(f"/audit/{act.key}/").content.decode()
    entry = Entry.objects.filter(act=act, table_name="registry_person").get()
    assert "13900008888" not in raw and "phone_sealed" in entry.after
    assert "sealed" in raw and entry.after.split('"phone_sealed": "')[-1][:20] not in raw


def test_acts_are_found_by_who_and_what(site, cast):
    corrected(cast.officer)
    record_answer(actor=cast.helper, person=a_person(), asked_on=TODAY, how="visit", willing=True)
    browser = site(cast.auditor)
    by_helper = {act.action for act in browser.get("/audit/?who=helper").context["page"]}
    assert by_helper == {"registry.record_answer"}
    for words in ("registry.correct", "corrected a per"):
        found = browser.get("/audit/", {"what": words}).context["page"]
        assert {act.action for act in found} == {"registry.correct_person"}
    assert "No act of this kind" in text_of(browser.get("/audit/?who=nobody"))


def test_the_chain_is_verified_on_the_page_and_a_changed_entry_is_named(site, cast):
    corrected(cast.officer)
    browser = site(cast.auditor)
    assert "The chain holds" in text_of(browser.get("/audit/?verify=1"))
    with without_triggers():
        Entry.objects.filter(table_name="registry_person").update(after="{}")
    assert "First bad entry" in text_of(browser.get("/audit/?verify=1"))


def test_an_auditor_of_a_county_sees_its_acts_and_its_rows_alone(site, cast):
    here, there = corrected(cast.officer), corrected(cast.other_officer, OTHER_COUNTY_TOWNSHIP)
    browser = site(an_actor("county_auditor", (Role.AUDITOR, COUNTY)))
    assert browser.get(f"/audit/{here.key}/").status_code == 200
    assert browser.get(f"/audit/{there.key}/").status_code == 404
    assert here.account_id in {act.account_id for act in browser.get("/audit/").context["page"]}
    assert there.pk not in {act.pk for act in browser.get("/audit/").context["page"]}


def test_an_act_that_reached_into_another_county_shows_the_countys_own_rows_alone(site, cast):
    from gainful.accounts.trail import acting

    both = an_actor(
        "both", (Role.COUNTY_OFFICER, COUNTY), (Role.COUNTY_OFFICER, cast.other_officer.grants[0].area)
    )
    with acting(both, "registry.several"):
        a_person(name="本县的人")
        a_person(name="外县的人", area=OTHER_COUNTY_TOWNSHIP)
    act = Act.objects.get(action="registry.several")
    said = text_of(site(an_actor("county_auditor", (Role.AUDITOR, COUNTY))).get(f"/audit/{act.key}/"))
    assert "本县的人" in said and "外县的人" not in said


def test_nobody_but_an_auditor_opens_it(site, cast):
    act = corrected(cast.officer)
    for actor in (cast.officer, cast.administrator, cast.supervisor, cast.desk):
        assert site(actor).get("/audit/").status_code == 404
        assert site(actor).get(f"/audit/{act.key}/").status_code == 404


def test_every_recorded_column_has_words_in_both_languages(db):
    known = {model._meta.db_table: model for model in apps.get_models()}
    fields = {
        field.column
        for table in audited_tables()
        if table in known
        for field in known[table]._meta.concrete_fields
    }
    for language in ("en", "zh-hans"):
        with translation.override(language):
            assert not [name for name in sorted(fields) if column_called(name) == name and "_" in name]


def test_an_act_names_columns_in_words(site, cast):
    act = corrected(cast.officer)
    said = text_of(site(cast.auditor).get(f"/audit/{act.key}/"))
    assert "name in pinyin" in said and "name_pinyin" not in said
