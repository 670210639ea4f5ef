"""The year of the story: its people, its days, whose phone is in whose hand, and what changes on Today."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

from django.utils import translation

from cast import Cast
from gainful.accounts.models import Account, AddedArea
from gainful.benefits.worklist_words import SENTENCES as BENEFITS
from gainful.casework.models import Passenger, Spell
from gainful.casework.signs import SIGNS
from gainful.casework.worklist_words import SENTENCES, sentence
from gainful.jobs.models import Opening
from gainful.pack import load
from gainful.registry.models import Person
from gainful.training.models import Enrolment
from make import a_consent, a_household, a_person, a_wish
from story.phones import LANGUAGE, ByClient, Phone

EVERY_LIST = SENTENCES | BENEFITS

LASTING = {
    "seats": 5, "hours_per_week": 44, "contract_months": 12, "valid_until": "2021-06-30", "deductions_text": "无",
}  # fmt: skip
KITCHEN = {
    "employer": "样例食堂", "title": "食堂帮工", "occupation": "waiter", "channel": "project", "place_text": "禾川县",
    "pay_low_fen": 2900, "pay_high_fen": 3000,
}  # fmt: skip
FACTORY = {
    "employer": "样例电子厂", "title": "电子厂普工", "occupation": "electronics_assembler",
    "channel": "organised_export", "place_text": "云麓县", "pay_low_fen": 4200, "pay_high_fen": 4800,
    "housing": "board_and_lodging", "contact_name": "样例领队",
}  # fmt: skip
WORKSHOP = {
    "employer": "样例服装扶贫车间", "title": "服装缝纫工", "occupation": "sewing_operator", "channel": "workshop",
    "place_text": "禾川县石桥湾镇", "pay_low_fen": 3400, "pay_high_fen": 3800,
}  # fmt: skip


NAMES = {
    "helper": "驻村帮扶干部", "officer": "就业专干", "trainer": "培训专干", "other_officer": "务工地专干",
}  # fmt: skip


class Year:
    """One worker's year: `on` sets the day, `today` says what a step changes there, `picture` keeps what is seen."""

    def __init__(self, settings: Any, cast: Cast, phone: Callable[[Any], Phone], pictures: Path) -> None:
        self.settings, self.cast, self.pictures = settings, cast, pictures
        self.taken: list[str] = []
        self.on("2020-03-02")
        self.person = self._village()
        self.helper, self.officer, self.trainer = (
            phone(one) for one in (cast.helper, cast.officer, cast.trainer)
        )
        self.elsewhere, self.her = phone(cast.other_officer), phone(None)
        self._watch = ByClient.of(cast.officer)

    def _village(self) -> Person:
        """Her household of two, and a neighbour who wants work too."""
        for name, words in NAMES.items():
            Account.objects.filter(username=name).update(display_name=words)
        for area in load(self.settings.GAINFUL_PACK).demo_areas:
            AddedArea.objects.create(code=area.number, name=area.name, valid_from=date(2014, 1, 1))
        home = a_household(village="样例村", registered_year=2014)
        her = a_person(household=home, name="柳春样", name_pinyin="liuchunyang", sex="female")
        a_person(household=home, born_on=date(1944, 5, 6), labour_capacity="lost", relation="mother")
        neighbour = a_person(name="邻居样", name_pinyin="linjuyang")
        a_wish(neighbour, scope="township", asked_on=date(2020, 2, 17))
        a_consent(neighbour, given_on=date(2020, 2, 17))
        return her

    def an_opening_comes(self, terms: dict[str, Any]) -> None:
        """The officer writes down what an employer asks for."""
        self.officer.open("today").tap("openings").tap("opening_new").sends(**LASTING | terms)

    def on(self, day: str) -> None:
        """The day on which everybody now lives."""
        self.settings.GAINFUL_TODAY = day
        self.day = date.fromisoformat(day)

    def lines(self) -> dict[str, int]:
        """What Today says to the officer of the county, as counts by reason."""
        with translation.override(LANGUAGE):
            names = {sentence(words, 2): name for name, words in EVERY_LIST.items()}
        return {names[words]: count for count, words in self._watch.open("today").page.lines}

    @contextmanager
    def today(self, **changes: int) -> Iterator[None]:
        """What a step changes on Today, and that it changes nothing else there."""
        before = self.lines()
        yield
        after = self.lines()
        changed = {name: after[name] - count for name, count in before.items() if after[name] != count}
        assert changed == changes, (str(self.day), changed)

    def picture(self, phone: Phone, name: str) -> None:
        """What is on somebody's screen now."""
        self.taken.append(name)
        phone.picture(self.pictures / f"{name}.webp")

    def card(self, phone: Phone) -> Phone:
        """Her card, found by name among the people."""
        phone.open("today").tap("people").sends(q=self.person.name)
        return (
            phone.tap("people", holding="list=all")
            .sends(q=self.person.name)
            .tap("person", holding=self.person.key)
        )

    def called(self, phone: Phone, *, evidence: str) -> None:
        """A call by the script, the eleven questions in it; nothing is wrong."""
        page = phone.open("today").tap("follow_up").tap("follow_up_call")
        page.sends(alone="yes", still_working="yes", evidence=evidence, hours_per_week=44)

    def asks_before_the_start(self) -> None:
        """The helper, who did not place her, asks her alone the eleven questions about forced labour."""
        page = self.helper.open("offer", key=self.job.offer.key).tap("signs")
        page.sends(outcome="alone", **dict.fromkeys(SIGNS, "no"))

    def her_page(self) -> Phone:
        """The helper gives her a code; with it and the end of her number she opens her page on her own phone."""
        if any(form.action.endswith("/leave/") for form in self.her.open("worker").page.forms):
            self.her.sends("my_leave")
        code = re.search(
            r"\d{4} \d{4}", self.card(self.helper).tap("worker_code").sends("worker_code").page.text
        )
        return self.her.sends(tail=self.person.unsealed("id_number")[-4:], code=code.group())

    def she_says_pay_came(self, month: str, received: int) -> None:
        """On her own page: this month's pay came."""
        self.her_page().tap("my_work").tap("my_pay", holding=self.at_work.key)
        self.her.sends(month=month, came="yes", received_fen=received)

    def pay_comes(self, *months: str) -> None:
        """She confirms months whose pay came in time; by the end nothing of it waits on Today."""
        for month in months:
            self.she_says_pay_came(
                f"{month}-01", 4400 if self.at_work.channel == "organised_export" else 3700
            )
        assert self.lines()["pay_unconfirmed"] == 0

    @property
    def job(self) -> Spell:
        """The job that she agreed to last."""
        return Spell.objects.filter(person=self.person).order_by("pk").last()

    def opening(self, terms: dict[str, Any]) -> str:
        """The key of an opening by its terms."""
        return Opening.objects.get(title=terms["title"]).key

    @property
    def at_work(self) -> Spell:
        """The job that she has, or had last."""
        return Spell.objects.filter(person=self.person, state__in=["working", "ended"]).latest("starts_on")

    @property
    def seat(self) -> str:
        """The key of her seat in the vehicle."""
        return Passenger.objects.get(person=self.person).key

    @property
    def course_seat(self) -> Enrolment:
        """Her seat in the course."""
        return Enrolment.objects.get(person=self.person)
