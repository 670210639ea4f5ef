"""The one sheet and codes by phone: the QR opens nothing by itself, can be ended, and no officer sees the code."""

from __future__ import annotations

import json
from datetime import date, timedelta

import pytest
from django.utils import timezone

from cast import TODAY
from gainful.accounts.actions import add_area
from gainful.accounts.refusals import Refused
from gainful.casework import messages
from gainful.casework.actions import end_own_sheet, end_sheet, make_worker_code, print_sheet, send_code
from gainful.casework.models import OwnSheet, WorkerCode
from gainful.casework.own_page import ask_with_sheet, sheet_of_token, use_worker_code, worker_actor
from gainful.cli.operator import operator
from gainful.pack import load
from make import a_person, a_worker

SENT: list[tuple[str, str]] = []


class Kept:
    """A gateway that keeps what it was given."""

    def send(self, phone: str, text: str) -> None:
        SENT.append((phone, text))


@pytest.fixture
def sent(settings):
    settings.GAINFUL_SMS = f"{__name__}:Kept"
    SENT.clear()
    return SENT


def with_phone(number="13900007777"):
    person = a_worker()
    person.seal("phone", number)
    person.save(update_fields=["phone_sealed"])
    return person


def tail(person):
    return person.unsealed("id_number")[-4:]


@pytest.mark.django_db(transaction=True)
def test_a_code_goes_to_the_persons_own_phone_and_opens_their_page_once(cast, sent):
    person, now = with_phone(), timezone.now()
    assert send_code(actor=cast.officer, person=person, at=now) is None, "the officer is told nothing"
    ((phone, text),) = sent
    code = next(
        word.strip(" ,，")
        for word in text.replace("，", " ").split()
        if word.strip(",").isdigit() and len(word) == 8
    )
    assert phone == "13900007777"
    assert use_worker_code(id_tail=tail(person), code=code, at=now).person_id == person.pk


@pytest.mark.django_db(transaction=True)
def test_whoever_holds_the_paper_alone_learns_and_sends_nothing(cast, sent):
    person = with_phone()
    _sheet, token = print_sheet(actor=cast.officer, person=person, on=TODAY)
    found = sheet_of_token(token, TODAY)
    ask_with_sheet(sheet=found, id_tail="0000", on=TODAY, at=timezone.now())
    assert (sent, WorkerCode.objects.count()) == ([], 0)
    ask_with_sheet(sheet=found, id_tail=tail(person), on=TODAY, at=timezone.now())
    assert len(sent) == 1


@pytest.mark.django_db
def test_the_token_is_random_kept_as_a_digest_and_ended_by_either_side(cast):
    person = with_phone()
    sheets = [print_sheet(actor=cast.officer, person=person, on=TODAY) for _ in range(3)]
    assert len({token for _sheet, token in sheets}) == 3
    assert not any(token in str(OwnSheet.objects.values().get(pk=sheet.pk)) for sheet, token in sheets)
    end_sheet(actor=cast.officer, sheet=sheets[0][0], on=TODAY)
    end_own_sheet(actor=worker_actor(person, TODAY), sheet=sheets[1][0], on=TODAY)
    still = [sheet_of_token(token, TODAY) is not None for _sheet, token in sheets]
    assert still == [False, False, True]
    assert sheet_of_token(sheets[2][1], TODAY + timedelta(days=366)) is None


@pytest.mark.django_db
def test_nobody_ends_a_neighbours_sheet(cast):
    sheet, token = print_sheet(actor=cast.officer, person=with_phone(), on=TODAY)
    with pytest.raises(Refused, match="not_their_own"):
        end_own_sheet(actor=worker_actor(a_person(), TODAY), sheet=sheet, on=TODAY)
    assert sheet_of_token(token, TODAY) is not None


@pytest.mark.django_db(transaction=True)
def test_a_phone_is_not_flooded(cast, sent):
    person, now = with_phone(), timezone.now()
    make_worker_code(actor=cast.officer, person=person, at=now)
    with pytest.raises(Refused, match="code_just_sent"):
        send_code(actor=cast.officer, person=person, at=now + timedelta(minutes=1))
    assert sent == []


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("phone", "way", "why"), [("", "x:Y", "no_phone"), ("13900007777", "", "no_message_gateway")]
)
def test_what_cannot_be_sent_is_refused_with_its_reason_and_no_code_is_made(cast, settings, phone, way, why):
    settings.GAINFUL_SMS = way
    person = with_phone(phone) if phone else a_worker()
    with pytest.raises(Refused, match=why):
        send_code(actor=cast.officer, person=person, at=timezone.now())
    assert not WorkerCode.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_while_invented_people_are_in_the_database_messages_go_to_a_file(cast, sent, settings, tmp_path):
    settings.GAINFUL_HOME = tmp_path
    area = next(one for one in load("gainful_china").demo_areas)
    add_area(actor=operator(), code=area.number, name=area.name, valid_from=date(2014, 1, 1))
    assert isinstance(messages.gateway(), messages.Outbox), "whatever gateway is named"
    send_code(actor=cast.officer, person=with_phone(), at=timezone.now())
    (kept,) = (tmp_path / "outbox").iterdir()
    assert sent == [] and json.loads(kept.read_text())["to"] == "13900007777"
    assert kept.stat().st_mode & 0o077 == 0
