"""The steps of the year, each through the screens that somebody would use, with what it changes on Today.

`year.today(name=change)` holds that a step changes these counts of the county's Today, and no other.
"""

from __future__ import annotations

from casework.standing import standing
from story.year import FACTORY, KITCHEN, WORKSHOP, Year

PAPER = "样例表 04"


def somebody_asks_her(year: Year) -> None:
    """2 March. The village helper finds on Today that nobody has asked her, visits, and writes down what she says."""
    helper = year.helper.open("today")
    assert year.lines()["nobody_has_asked"] == 1
    year.picture(helper, "01-nobody-has-asked")
    with year.today(
        nobody_has_asked=-1, willing_not_in_work=1, zero_employment_households=1, services_owed=1
    ):
        helper.tap("people", holding="unasked").tap("person", holding=year.person.key).tap("person_answer")
        helper.sends(asked_on=year.day, how="visit", willing="yes", scope="county", any_occupation="yes")
    with year.today():
        helper.tap("person_consent")
        helper.sends(purpose="referral", how="signed_paper", signature=year.person.name, evidence=PAPER)
    year.picture(helper, "02-what-she-said")


def she_says_what_she_wants(year: Year) -> None:
    """3 March. On her own page she widens her wish herself, and writes what she aims for, which no list ever reads."""
    year.on("2020-03-03")
    with year.today():
        her = year.her_page().tap("my_wish")
        her.sends(willing="yes", scope="any", pay_at_least_fen="2800")
        year.picture(her, "03-her-own-page")
        her.tap("my_goals").sends(words="给家里盖一间厨房，离娃近一点")
        year.picture(her, "04-what-she-aims-for")


def she_says_no(year: Year) -> None:
    """9 March. An opening that fits is shown with its reasons. She says no, and nothing else changes, for anybody."""
    year.on("2020-03-09")
    with year.today(openings_come_in=1):
        year.an_opening_comes(KITCHEN)
    officer = year.card(year.officer).tap("shortlist")
    year.picture(officer, "05-openings-that-fit")
    with year.today(offers_waiting=1):
        officer.sends(opening=year.opening(KITCHEN))
    before = standing(year.cast.officer, year.day)
    her = year.her_page().tap("my_offer")
    year.picture(her, "06-an-opening-for-her")
    with year.today(offers_waiting=-1):
        her.sends("my_decline")
    year.picture(her, "07-she-said-no")
    after = standing(year.cast.officer, year.day)
    after["today"]["offers_waiting"] += 1
    before["lists"].pop("offers_waiting"), after["lists"].pop("offers_waiting")
    assert after == before


def she_says_yes(year: Year) -> None:
    """11 March. Work outside the province, organised, with lodging. She says yes herself, and has 48 hours to think."""
    year.on("2020-03-11")
    with year.today(openings_come_in=1):
        year.an_opening_comes(FACTORY)
    with year.today(offers_waiting=1):
        year.card(year.officer).tap("shortlist").sends(opening=year.opening(FACTORY))
    with year.today(offers_waiting=-1, willing_not_in_work=-1):
        her = year.her_page().tap("my_offer").sends("my_accept")
    year.picture(her, "08-she-said-yes")


def the_journey(year: Year) -> None:
    """14 to 17 March. A seat, beside nobody's will but hers; departure; arrival, and the first day of work."""
    year.on("2020-03-14")
    assert year.lines()["beginnings_due"] == 1
    with year.today(beginnings_due=-1):
        officer = year.officer.open("today").tap("journeys").tap("journey_new")
        officer.sends(vehicle="样例客车1号", seats=30, leaves_on="2020-03-16", from_text="样例县汽车站",
                      to_text="外省样例工业园", escort="样例领队")  # fmt: skip
        officer.tap("journey_seat").sends(chosen=year.job.key).sends("journey_seat")
        officer.tap("journey_health").sends(**{f"done_{year.seat}": "yes"}, paper="健康检查表")
    year.picture(officer, "09-who-travels")
    year.picture(year.her_page().tap("my_work"), "10-her-journey")
    with year.today():
        year.asks_before_the_start()
    year.on("2020-03-16")
    with year.today(departures_due=-1, arrivals_unchecked=1):
        officer.open("today").tap("journeys", holding="departures").tap("journey").tap("journey_departure")
        officer.sends(departed_on=year.day, paper="乘车签到表")
    year.on("2020-03-17")
    with year.today(arrivals_unchecked=-1, zero_employment_households=-1, services_owed=-1):
        officer.open("today").tap("journeys", holding="arrivals").tap("journey").tap("journey_arrival")
        officer.sends(**{f"arrived_{year.seat}": "yes"}, begins_on=year.day, evidence="employer_confirmed")
    year.picture(officer, "11-she-arrived")


def the_first_pay_is_late(year: Year) -> None:
    """7 and 15 April. March's pay does not come: it comes up, she says so herself, and placements there stop."""
    year.on("2020-04-07")
    assert year.lines()["pay_unconfirmed"] == 1
    year.picture(year.officer.open("today").tap("late_pay"), "12-pay-is-late")
    with year.today():
        her = year.her_page().tap("my_work").tap("my_pay")
        her.sends(month="2020-03-01", came="no")
    year.picture(her, "13-she-says-it-did-not-come")
    year.on("2020-04-15")
    with year.today(stopped_employers=1):
        year.officer.open("today").tap("late_pay").sends("late_pay_act")


def thirty_days(year: Year) -> None:
    """16 and 18 April. Not reached, put off; then by the script, asked by somebody who did not place her."""
    year.on("2020-04-16")
    assert year.lines()["follow_ups_due"] == 1
    with year.today(follow_ups_due=-1):
        year.helper.open("today").tap("follow_up").sends("put_off", until="2020-04-18", because="上夜班")
    year.on("2020-04-18")
    with year.today(follow_ups_due=-1):
        helper = year.helper.open("today").tap("follow_up").tap("follow_up_call")
        year.picture(helper, "14-the-call")
        helper.sends(
            alone="yes", still_working="yes", evidence="phone", hours_per_week=44, withholding_of_wages="yes"
        )
    with year.today(consents_to_ask_again=-1):
        year.helper.open("today").tap("reasks").tap("reask").sends(answer="agreed")


def the_pay_comes(year: Year) -> None:
    """20 April. It comes, she says so herself, and placements at the employer go on by that alone."""
    year.on("2020-04-20")
    with year.today(pay_unconfirmed=-1, stopped_employers=-1, offer_help=-1):
        year.she_says_pay_came("2020-03-01", 2100)
    year.picture(year.her, "15-it-came")


def ninety_days(year: Year) -> None:
    """15 June. The office where she works looks after her: it sees this job, and nothing else of her."""
    year.on("2020-06-15")
    year.pay_comes("2020-04", "2020-05")
    with year.today(follow_ups_due=-1):
        elsewhere = year.elsewhere.open("today").tap("follow_up")
        year.picture(elsewhere, "16-the-office-at-work")
        elsewhere.tap("follow_up_call").sends(
            alone="yes", still_working="yes", evidence="phone", hours_per_week=44
        )


def training(year: Year) -> None:
    """6 to 10 July. She learns sewing in the evenings. Two rolls differ on one day: a case, and no day lost."""
    year.on("2020-07-06")
    trainer = year.trainer.open("training").tap("course_new")
    trainer.sends(number="样例培训1", kind="online", occupation="sewing_operator", starts_on=year.day,
                  ends_on="2020-07-10", days=5)  # fmt: skip
    trainer.sends(q=year.person.name).sends("course_enrol")
    for roll, came in (("paper", "came"), ("phone", "away")):
        trainer.tap("course_roll").sends(day=year.day, roll=roll, **{f"seat_{year.course_seat.key}": came})
    year.picture(trainer, "17-two-rolls-differ")
    assert year.course_seat.attended_days == 1
    trainer.tap("roll_case").sends(outcome="手机当天没有信号，本人到课")
    year.on("2020-07-10")
    trainer.open("training").tap("course").tap("seat").sends(attended_days=5)
    trainer.tap("seat").sends(level="")
    year.picture(year.her_page().tap("my_training"), "18-her-certificate")


def a_hundred_and_eighty_days(year: Year) -> None:
    """13 September. Half a year in one job, well evidenced: what the programme calls stable."""
    year.on("2020-09-13")
    year.pay_comes("2020-06", "2020-07", "2020-08")
    with year.today(follow_ups_due=-1):
        helper = year.helper.open("today").tap("follow_up")
        helper.sends(still_working="yes", evidence="payroll", pay="4400")
    year.picture(year.card(year.helper), "19-half-a-year")


def a_better_job_at_home(year: Year) -> None:
    """October and November. A workshop opens in her township. She leaves, comes home at no cost, and begins there."""
    year.on("2020-10-20")
    year.pay_comes("2020-09")
    with year.today(openings_come_in=1):
        year.an_opening_comes(WORKSHOP)
    year.her_page().tap("my_wish").sends(willing="yes", scope="township", pay_at_least_fen="3000")
    with year.today(offers_waiting=1):
        year.card(year.officer).tap("shortlist").sends(opening=year.opening(WORKSHOP), starts_on="2020-11-02")
    with year.today(offers_waiting=-1):
        year.picture(year.her_page().tap("my_offer"), "20-work-at-home")
        year.her.sends("my_accept")
    year.on("2020-11-01")
    year.pay_comes("2020-10")
    with year.today(
        to_place_again=1, returns_due=1, zero_employment_households=1, services_owed=1, offer_help=1
    ):
        year.card(year.officer).tap("spell_end").sends(ends_on="2020-10-31", left_because="better_work")
    with year.today(returns_due=-1):
        officer = year.officer.open("today").tap("journeys", holding="returns").tap("journey_return")
        officer.sends(kind="paid", paid_fen="260")
    year.on("2020-11-02")
    with year.today():
        year.asks_before_the_start()
    with year.today(
        to_place_again=-1, beginnings_due=-1, zero_employment_households=-1, services_owed=-1, offer_help=-1
    ):
        officer = (
            year.officer.open("today").tap("offers", holding="begin_now").tap("offer").tap("offer_begin")
        )
        officer.sends(began_on=year.day, evidence="visited")


def a_year_after(year: Year) -> None:
    """Until 2 March 2021. Followed up again from day 30; paid each month; and her one sheet says it all."""
    year.on("2020-12-02")
    year.pay_comes("2020-11")
    with year.today(follow_ups_due=-1):
        year.called(year.helper, evidence="visited")
    with year.today(consents_to_ask_again=-1):
        year.helper.open("today").tap("reasks").tap("reask").sends(answer="agreed", paper="样例表 31")
    year.on("2021-02-01")
    year.pay_comes("2020-12", "2021-01")
    with year.today(follow_ups_due=-1):
        year.called(year.helper, evidence="payroll")
    year.on("2021-03-02")
    year.pay_comes("2021-02")
    waiting = {name for name, count in year.lines().items() if count}
    assert waiting == {"willing_not_in_work", "no_contact", "zero_employment_households", "services_owed"}
    year.picture(year.her_page().tap("my_work"), "21-her-work-and-pay")
    year.picture(year.her.tap("worker").tap("my_sheet"), "22-her-one-sheet")
    year.picture(year.helper.open("today"), "23-nothing-is-due")
