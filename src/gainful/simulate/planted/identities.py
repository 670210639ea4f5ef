"""Cases of who somebody is: one account for many payees, and one person on record twice."""

from __future__ import annotations

from itertools import count

from gainful.simulate.calendar import first, month
from gainful.simulate.county import AWAY, POST, County


def shared_account(county: County) -> None:
    """Two to eight people are paid to one account, which belongs to whoever collects."""
    draw = county.draw
    variant = draw.choices(
        ("broker", "pair", "payments_alone", "one_after_another", "head_of_household"), (35, 20, 20, 15, 10)
    )[0]
    case = county.case("shared_account", variant)
    least, most = county.assumed.payees_a_account
    if variant == "head_of_household":
        persons = county.free_household(3)
    else:
        persons = county.adults(2 if variant == "pair" else draw.randint(max(3, least), most))
    account = int(county.people.account[persons[0]])
    turn = county.start(10)
    for person in persons:
        if variant != "payments_alone":
            county.people.account[person] = account
        start = turn if variant == "one_after_another" else county.start(6)
        _paid_work(county, person, start, account)
        turn = min(turn + county.days(60, 100), county.on - 150)
        county.planted(case, person=person)
    county.planted(case, account=account)


def _paid_work(county: County, person: int, start: int, account: int) -> None:
    """An ordinary spell, whose benefits go to an account."""
    kind = county.draw.choice((AWAY, AWAY, POST))
    end = min(start + county.days(60, 100), county.on)
    spell = county.spell(person, kind, start, end, county.employer(kind))
    if kind == POST:
        county.monthly("public_post_subsidy", 80000, start, end, person=person, spell=spell, account=account)
    else:
        county.payment(
            "transport_subsidy", 60000, (start, start + 30), person=person, spell=spell, account=account
        )


def altered_id(county: County) -> None:
    """One person on record twice, the second time with an altered personal number, and paid twice."""
    draw = county.draw
    variant = draw.choices(("one_digit", "transposed", "other_birth_day", "other_area"), (50, 25, 15, 10))[0]
    case = county.case("altered_id", variant)
    real, ghost = county.adults(2)
    people = county.people
    people.body[ghost] = _altered(county, int(people.body[real]), variant)
    people.born[ghost] = _born_as_numbered(int(people.body[ghost]))
    if draw.random() < 0.4:
        people.household[ghost] = people.household[real]
    people.area[ghost] = people.area[real]
    _linked(county, real, ghost, variant)
    start = county.start(6)
    for person in (real, ghost):
        begins = start + county.days(0, 40)
        spell = county.spell(person, AWAY, begins, None, None)
        county.payment("transport_subsidy", 60000, (begins, begins + 30), person=person, spell=spell)
        county.planted(case, person=person)


def _linked(county: County, real: int, ghost: int, variant: str) -> None:
    """What the two records share beside the number: name, its sound, phone."""
    people, draw = county.people, county.draw
    link = draw.choices(("name", "sound", "phone"), (55, 25, 20))[0]
    alike = county.assumed.characters_a_sound
    if link == "name" or variant == "other_birth_day":
        people.surname[ghost], people.given[ghost] = people.surname[real], people.given[real]
    elif link == "sound":
        head, second = divmod(int(people.given[real]), 1000)
        other = head // alike * alike + (head + 1) % alike
        people.surname[ghost], people.given[ghost] = people.surname[real], other * 1000 + second
    if people.phone[real] < 0 and (link == "phone" or variant == "other_birth_day"):
        people.phone[real] = real
    if link == "phone" or variant == "other_birth_day" or draw.random() < 0.2:
        people.phone[ghost] = people.phone[real]


def _altered(county: County, body: int, variant: str) -> int:
    """Another number that differs as told, whose birth day still is a day."""
    draw, known = county.draw, county.numbers_in_use()
    for tries in count():
        variant = "one_digit" if tries > 300 else variant
        digits = list(f"{body:017d}")
        if variant == "one_digit":
            digits[draw.randrange(8, 17)] = str(draw.randrange(10))
        elif variant == "transposed":
            at = draw.randrange(8, 16)
            digits[at], digits[at + 1] = digits[at + 1], digits[at]
        elif variant == "other_birth_day":
            digits[12:14] = f"{draw.randrange(1, 29):02d}"
        else:
            digits[:6] = str(draw.choice(county.assumed.away_counties) // 10**6)
        found = int("".join(digits))
        if (
            found != body
            and found not in known
            and _is_a_day(found)
            and 1940 <= found // 10**7 % 10**4 <= 2001
        ):
            known.add(found)
            return found
    raise AssertionError("some altered number is always free")


def _is_a_day(body: int) -> bool:
    years, rest = divmod(body // 1000 % 10**8, 10000)
    months, days = divmod(rest, 100)
    if not 1 <= months <= 12 or days < 1:
        return False
    start = first((years - 1970) * 12 + months - 1)
    return bool(month(start + days - 1) == month(start))


def _born_as_numbered(body: int) -> int:
    years, rest = divmod(body // 1000 % 10**8, 10000)
    months, days = divmod(rest, 100)
    return int(first((years - 1970) * 12 + months - 1)) + days - 1
