"""A row's history, and undoing an act row for row, on both databases."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.utils import translation

from cast import an_account
from gainful.accounts.actor import Actor
from gainful.accounts.audit import verify
from gainful.accounts.guards import audited_tables
from gainful.accounts.history import changes, entries_of, restore, rows_written, table_words
from gainful.accounts.models import Act, AddedArea, Entry, Posting
from gainful.accounts.refusals import Refused
from gainful.accounts.trail import acting
from gainful.registry.models import Household, Person, Wish
from make import a_household, a_person, a_wish

NOBODY = Actor(account_id=None, label="nobody")


def dump() -> dict[str, list[tuple]]:
    """Every audited row of the database as the database holds it."""
    found = {}
    with connection.cursor() as cursor:
        for table in audited_tables():
            cursor.execute(f'SELECT * FROM "{table}" ORDER BY id')  # noqa: S608 our own table names
            found[table] = cursor.fetchall()
    return found


def undo(name: str, **more) -> dict[str, int]:
    return restore(actor=NOBODY, act=Act.objects.get(action=name).pk, **more)


def added(code: int, name: str = "某县") -> AddedArea:
    return AddedArea.objects.create(code=code, name=name, valid_from=date(2014, 1, 1))


@pytest.mark.django_db
def test_undoing_gives_back_every_row_and_every_column():
    household = a_household(other_causes=["illness", "因学", {"a": [1, None, 0.5]}])
    person = a_person(household=household)
    a_wish(person, occupations=["cleaner"], willing=None)
    kept, gone = added(1), added(2)
    before = dump()
    with acting(NOBODY, "test.many"):
        household.other_causes, household.village, household.registered_year = [], "新村", None
        household.save()
        Person.objects.update(born_on=None, name="改", died_on=date(2020, 1, 1))
        newcomer = a_person(household=a_household())
        a_wish(newcomer)
        AddedArea.objects.filter(pk=kept.pk).update(valid_until=date(2020, 1, 1))
        gone.delete()
    assert dump() != before
    undone = undo("test.many")
    assert dump() == before
    assert undone["registry_household"] == 2 and undone["accounts_addedarea"] == 2
    assert verify().first_bad is None


@pytest.mark.django_db
def test_a_row_made_changed_and_deleted_in_one_act_leaves_nothing():
    with acting(NOBODY, "test.flurry"):
        row = added(1)
        AddedArea.objects.update(name="a")
        row.delete()
        added(1, "again").delete()
        added(1, "last")
    undo("test.flurry")
    assert not AddedArea.objects.exists()


@pytest.mark.django_db
def test_two_rows_that_exchanged_a_unique_code_are_exchanged_back():
    one, two = added(1, "one"), added(2, "two")
    with acting(NOBODY, "test.exchange"):
        AddedArea.objects.filter(pk=one.pk).update(code=3)
        AddedArea.objects.filter(pk=two.pk).update(code=1)
        AddedArea.objects.filter(pk=one.pk).update(code=2)
    undo("test.exchange")
    assert list(AddedArea.objects.order_by("code").values_list("name", flat=True)) == ["one", "two"]


@pytest.mark.django_db
def test_undoing_is_refused_once_a_row_was_changed_since():
    with acting(NOBODY, "test.import"):
        row = added(1)
    with acting(NOBODY, "test.later"):
        AddedArea.objects.filter(pk=row.pk).update(name="改")
    with translation.override("en"), pytest.raises(Refused) as refusal:
        undo("test.import")
    assert refusal.value.code == "changed_since"
    with translation.override("en"):
        assert str(refusal.value.values["what"]) == "1 added place"
    with translation.override("zh-hans"):
        assert str(refusal.value.values["what"]) == "1 个新增地名"
    assert AddedArea.objects.filter(name="改").exists()


@pytest.mark.django_db
def test_undoing_the_later_act_first_opens_the_way():
    with acting(NOBODY, "test.import"):
        row = added(1)
    with acting(NOBODY, "test.later"):
        AddedArea.objects.filter(pk=row.pk).update(name="改")
    undo("test.later")
    undo("test.import")
    assert not AddedArea.objects.exists()


@pytest.mark.django_db
def test_undoing_is_refused_while_later_rows_refer_to_it():
    with acting(NOBODY, "test.import"):
        person = a_person(household=a_household())
    a_wish(person)
    with pytest.raises(Refused) as refusal:
        undo("test.import")
    assert refusal.value.code == "referred_to_since"
    assert dict(refusal.value.values["what"]) == {Wish._meta.db_table: 1}
    assert Household.objects.exists()


@pytest.mark.django_db
def test_undoing_twice_or_undoing_nothing_is_refused():
    with acting(NOBODY, "test.import"):
        added(1)
    with acting(NOBODY, "test.empty"):
        pass
    undo("test.import")
    with pytest.raises(Refused, match="changed_since"):
        undo("test.import")
    with pytest.raises(Refused, match="nothing_to_undo"):
        undo("test.empty")


@pytest.mark.django_db
def test_tables_left_out_stay_as_they_are():
    account = an_account("somebody")
    with acting(NOBODY, "test.mixed"):
        added(1)
        Posting.objects.create(account=account, role="helper", area=1, from_on=date(2020, 1, 1))
    assert dict(undo("test.mixed", leaving=["accounts_posting"])) == {"accounts_addedarea": 1}
    assert Posting.objects.exists()


@pytest.mark.django_db
def test_undoing_is_an_act_of_its_own_and_can_be_undone():
    with acting(NOBODY, "test.import"):
        added(1)
    before = dump()
    undo("test.import")
    assert Entry.objects.filter(act__action="accounts.restore", op="delete").count() == 1
    undo("accounts.restore")
    assert dump() == before


@pytest.mark.django_db
def test_undoing_never_touches_a_password():
    account = an_account("somebody")
    with acting(NOBODY, "test.rename"):
        account.display_name = "Other"
        account.set_password("new and long enough")
        account.save()
    undo("test.rename")
    account.refresh_from_db()
    assert account.display_name == "Somebody" and account.check_password("new and long enough")


@pytest.mark.django_db
def test_a_rows_history_tells_what_changed_in_values_of_its_kind():
    household = a_household(other_causes=["illness"])
    with acting(NOBODY, "test.correct"):
        household.other_causes = ["school"]
        household.save()
    entries = list(entries_of("registry_household", household.pk))
    assert [entry.op for entry in entries] == ["insert", "update"]
    assert changes(entries[1]) == [("other_causes", ["illness"], ["school"])]
    assert [(row.table, row.op) for row in rows_written(entries[1].act_id)] == [
        ("registry_household", "update")
    ]


def test_a_table_without_words_goes_by_its_models_name():
    with translation.override("en"):
        assert table_words("accounts_entry", 1) == "entry"
        assert table_words("gone_table", 1) == "gone_table"
