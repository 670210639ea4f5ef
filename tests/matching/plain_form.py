"""Matching in plain Python, one pair at a time, that nobody optimises: the truth the engine is held against.

Written from the meaning of the words, not from the engine: it shares with it the tables, the published points
and lots, and where a place lies (terms/areas), and nothing else.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from gainful.matching import points
from gainful.matching.lots import lot
from gainful.matching.tables import Need, Opening, Round, Seeker
from gainful.terms.places import LocationClass, location_class

SCOPES = {
    LocationClass.IN_TOWNSHIP: 1,
    LocationClass.IN_COUNTY: 2,
    LocationClass.IN_PROVINCE: 3,
    LocationClass.IN_PROVINCE_UNKNOWN: 3,
    LocationClass.OUT_OF_PROVINCE: 4,
    LocationClass.ABROAD: 5,
}
AWAY = (LocationClass.IN_PROVINCE, LocationClass.OUT_OF_PROVINCE, LocationClass.ABROAD)


def where(seeker: Seeker, opening: Opening) -> LocationClass:
    """Where the opening lies as seen from the seeker's home."""
    if opening.place is None:
        return opening.place_class or LocationClass.UNKNOWN
    if seeker.home is None:
        return LocationClass.UNKNOWN
    return location_class(seeker.home, opening.place)


def distance(seeker: Seeker, opening: Opening) -> int | None:
    """0 own village to 5 abroad; None when it is not certain."""
    if opening.place is not None and opening.place == seeker.home and opening.place % 1000:
        return 0
    return SCOPES.get(where(seeker, opening))


def refusals_but_last_resort(s: Seeker, o: Opening, r: Round) -> set[str]:
    """Every code that refuses the pair, posts of last resort left for later."""
    return person_refusals(s) | opening_refusals(o, r) | place_refusals(s, o) | work_refusals(s, o)


def person_refusals(s: Seeker) -> set[str]:
    """Refusals that hold whatever the opening."""
    found = set()
    if s.age_years is None:
        found.add("age_unknown")
    elif s.age_years < 16:
        found.add("under_16")
    if not s.consents:
        found.add("no_consent")
    if s.willing is None:
        found.add("willingness_unknown")
    elif not s.willing:
        found.add("not_willing")
    if s.scope is None:
        found.add("agreed_place_unknown")
    if s.occupations is None:
        found.add("agreed_occupation_unknown")
    return found


def opening_refusals(o: Opening, r: Round) -> set[str]:
    """Refusals that hold whoever asks."""
    found = set()
    if o.held:
        found.add("opening_held")
    if o.valid_until is not None and o.valid_until < r.on:
        found.add("opening_closed")
    if o.seats_free < 1:
        found.add("no_free_seat")
    return found


def place_refusals(s: Seeker, o: Opening) -> set[str]:
    """Refusals for where the work is."""
    found = set()
    far = distance(s, o)
    if far is None:
        found.add("place_unknown")
    else:
        if s.scope is not None and far > s.scope:
            found.add("beyond_agreed_place")
        if s.cannot_leave is not None and far > s.cannot_leave:
            found.add("cannot_leave_home")
        if s.no_nearer_than is not None and far < s.no_nearer_than:
            found.add("nearer_than_agreed")
    away = where(s, o) in AWAY
    if Need.HOME_EVENINGS in s.needs and (away or o.night_work is True):
        found.add("needs_to_be_home_evenings")
    if Need.HOUSING_WHEN_AWAY in s.needs and away and o.housing is False:
        found.add("housing_not_provided")
    return found


def pay_refusals(s: Seeker, o: Opening) -> set[str]:
    """Refusals for what the work pays."""
    if s.pay_at_least_fen is None:
        return set()
    if o.pay_low_fen is None and o.pay_high_fen is None:
        return {"pay_not_stated"}
    if o.pay_high_fen is not None and o.pay_high_fen < s.pay_at_least_fen:
        return {"pay_below_wish"}
    certain = o.pay_low_fen is not None and o.pay_low_fen >= s.pay_at_least_fen
    return set() if certain else {"pay_may_fall_short"}


def work_refusals(s: Seeker, o: Opening) -> set[str]:
    """Refusals for what the work is and asks."""
    found = pay_refusals(s, o)
    if s.occupations:
        if o.occupation is None:
            found.add("occupation_not_stated")
        elif o.occupation not in s.occupations:
            found.add("occupation_not_wanted")
    if o.education_rank is not None and s.education_rank is not None and s.education_rank < o.education_rank:
        found.add("education_below")
    required = o.certificate is not None and o.certificate_required
    if required and s.certificates is not None and o.certificate not in s.certificates:
        found.add("certificate_missing")
    if s.age_years is not None and s.age_years < 18:
        if o.hazardous is True:
            found.add("hazardous_under_18")
        if o.hazardous is None:
            found.add("hazard_not_stated")
    if s.hours_at_most is not None and o.hours_per_week is not None and o.hours_per_week > s.hours_at_most:
        found.add("hours_above_wish")
    if s.cannot_do & o.demands:
        found.add("cannot_do_task")
    latest = o.start_by or o.valid_until
    if s.available_on is not None and latest is not None and s.available_on > latest:
        found.add("available_too_late")
    return found


def refusals(s: Seeker, openings: Sequence[Opening], r: Round) -> dict[int, set[str]]:
    """For each opening number the codes that refuse it to the seeker."""
    found = {o.number: refusals_but_last_resort(s, o, r) for o in openings}
    another = any(not found[o.number] and not o.last_resort for o in openings)
    for o in openings:
        if o.last_resort and another:
            found[o.number].add("post_is_last_resort")
    return found


def earned(s: Seeker, o: Opening) -> dict[str, int]:
    """The points of each reason, zeros left out."""
    far = distance(s, o)
    found = {
        "occupation_named": points.OCCUPATION_NAMED * (o.occupation in (s.occupations or ())),
        "has_worked_as": points.WORKED_AS * (o.occupation in s.worked_as),
        "training_leads_here": points.TRAINING_LEADS_HERE * (o.occupation in s.trained_in),
        "certificate_held": points.CERTIFICATE_HELD * (o.certificate in (s.certificates or ())),
        "place_as_named": points.PLACE_AS_NAMED * (s.place_named is not None and far == s.place_named),
        "nearness": 0 if far is None or far > 3 else list(points.NEARNESS_POINTS.values())[far],
        "housing_away": points.HOUSING_WHEN_AWAY * (where(s, o) in AWAY and o.housing is True),
        "contract_length": next((p for m, p in points.CONTRACT if (o.contract_months or 0) >= m), 0),
    }
    if s.pay_at_least_fen is not None and o.pay_low_fen is not None:
        above = (o.pay_low_fen - s.pay_at_least_fen) // points.PAY_STEP_FEN
        found["pay_above_wish"] = min(max(above, 0), points.PAY_MOST)
    return {code: worth for code, worth in found.items() if worth}


def claim(s: Seeker, o: Opening) -> int:
    """The points that count in the order of people for one seat."""
    counted = ("has_worked_as", "training_leads_here", "certificate_held")
    return sum(worth for code, worth in earned(s, o).items() if code in counted)


def pair_lot(s: Seeker, o: Opening, r: Round) -> int:
    """The lot that orders equal openings for one person (splitmix64's finaliser over both lots)."""
    full = (1 << 64) - 1
    mixed = lot(r.name, "seeker", s.key) ^ lot(r.name, "opening", o.key)
    mixed = (mixed ^ mixed >> 30) * 0xBF58476D1CE4E5B9 & full
    mixed = (mixed ^ mixed >> 27) * 0x94D049BB133111EB & full
    return mixed ^ mixed >> 31


def wanted(s: Seeker, openings: Sequence[Opening], r: Round, prices: Mapping[int, int]) -> list[int]:
    """The numbers of the admissible openings, the best first."""
    refused = refusals(s, openings, r)
    good = [o for o in openings if not refused[o.number]]
    worth = {o.number: sum(earned(s, o).values()) - prices.get(o.number, 0) for o in good}
    return [o.number for o in sorted(good, key=lambda o: (-worth[o.number], pair_lot(s, o, r), o.number))]


def standing(s: Seeker, o: Opening, r: Round) -> tuple[int, int, int, int]:
    """Where a person stands at an opening; smaller is before."""
    return s.tier, -claim(s, o), lot(r.name, "seeker", s.key), s.number


def allocate(
    seekers: Sequence[Seeker], openings: Sequence[Opening], r: Round, wishes: Mapping[int, Sequence[int]]
) -> dict[int, int]:
    """Gale and Shapley's rounds, word for word: all who have no seat ask their next, all openings choose."""
    people, works = {s.number: s for s in seekers}, {o.number: o for o in openings}
    left = {number: list(wishes[number]) for number in people}
    kept: dict[int, set[int]] = {number: set() for number in works}
    while True:
        placed = set().union(*kept.values()) if kept else set()
        asking = [number for number in people if number not in placed and left[number]]
        if not asking:
            return {number: at for at, numbers in kept.items() for number in numbers}
        for number in asking:
            kept[left[number].pop(0)].add(number)
        for at, numbers in kept.items():
            ranked = sorted(numbers, key=lambda n, at=at: standing(people[n], works[at], r))
            kept[at] = set(ranked[: works[at].seats_free])
