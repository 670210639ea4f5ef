"""How a person stands, in one word and one sentence; the same on the list and on the card."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from gainful.casework.models import Spell
from gainful.registry.models import Person, Wish
from gainful.registry.querysets import AT_SCHOOL, able_codes, latest_birth_to_work
from gainful.terms.periods import age_on
from gainful.training.models import Enrolment
from gainful.words import day, label, money


@dataclass(frozen=True)
class Known:
    """What a status is read off: the latest answer, the jobs that matter, a course under way."""

    person: Person
    wish: Wish | None = None
    working: Spell | None = None
    agreed: Spell | None = None
    left: Spell | None = None
    enrolled: Enrolment | None = None


@dataclass(frozen=True)
class Status:
    """A word, its shape (a class of .mark), the sentence, and what it says beyond the word (for lists)."""

    word: str
    shape: str
    sentence: str
    more: str = ""


def status(known: Known, on: date) -> Status:
    """How a person stands on a day; what nobody knows is said to be unknown."""
    return _of_the_record(known.person) or _of_work(known) or _of_the_answer(known, on)


def _of_the_record(person: Person) -> Status | None:
    """Standing that goes before everything else: merged, dead, gone, not identified."""
    if person.merged_into_id:
        return Status(_("merged"), "", _("This record was merged into another one, which counts."))
    if person.died_on:
        return Status(_("deceased"), "", _("Died on %(day)s.") % {"day": day(person.died_on)})
    if person.moved_away_on:
        sentence = _("Moved away on %(day)s, out of the programme.") % {"day": day(person.moved_away_on)}
        return Status(_("moved away"), "", sentence)
    if person.id_state == Person.IdState.REFUSED:
        sentence = _(
            "The personal number was refused. Counted in the household; no work can be shown until it is mended."
        )
        return Status(_("number refused"), "refused", sentence)
    if person.id_state == Person.IdState.MISSING:
        sentence = _("No personal number is recorded. No work can be shown until it is.")
        return Status(_("number missing"), "warning", sentence)
    return None


def _of_work(known: Known) -> Status | None:
    if known.working:
        values = {"day": day(known.working.starts_on), "job": job_words(known.working)}
        more = _("since %(day)s: %(job)s") % values
        return Status(_("in work"), "good", _("In work since %(day)s: %(job)s.") % values, more)
    if known.agreed:
        values = {"day": day(known.agreed.starts_on), "job": job_words(known.agreed)}
        more = _("on %(day)s: %(job)s") % values
        return Status(_("about to start"), "good", _("Agreed to start on %(day)s: %(job)s.") % values, more)
    if known.enrolled:
        course = known.enrolled.course
        values = {"occupation": label("occupations", course.occupation), "day": day(course.ends_on)}
        more = _("%(occupation)s, until %(day)s") % values
        return Status(
            _("in training"), "due", _("In training as %(occupation)s until %(day)s.") % values, more
        )
    return None


def _of_the_answer(known: Known, on: date) -> Status:
    """Nobody in work: what they said, else whether anybody could ask."""
    wish, left = known.wish, ""
    if known.left:
        values = {"day": day(known.left.ends_on), "reason": label("leaving_reasons", known.left.left_because)}
        left = " " + _("Left the last job on %(day)s (%(reason)s).") % values
    if wish and wish.willing:
        return Status(_("wants work"), "due", _("Wants work and has none.") + left, left)
    if wish and wish.willing is False:
        sentence = _("Said on %(day)s that they do not want work now.") % {"day": day(wish.asked_on)}
        return Status(_("does not want work now"), "", sentence + left, day(wish.asked_on))
    return _of_ability(known.person, on, left)


def _of_ability(person: Person, on: date, left: str) -> Status:
    if person.born_on and person.born_on > latest_birth_to_work(on):
        return Status(_("too young to work"), "", _("Under 16: no work is shown."))
    if person.student == AT_SCHOOL:
        return Status(_("at school"), "", _("At school.") + left, left)
    if person.labour_capacity in able_codes(False):
        return Status(_("not able to work"), "", _("Not able to work.") + left, left)
    if person.labour_capacity not in able_codes(True) or person.born_on is None:
        return Status(
            _("not known"),
            "unknown",
            _("Whether they are able to work is not known. Ask them.") + left,
            _("able to work?"),
        )
    return Status(
        _("nobody has asked"), "due", _("Able to work, and nobody has asked what they want.") + left, left
    )


def job_words(spell: Spell) -> str:
    """A job in words: what, where, for whom; parts that nobody knows are left out, but never all."""
    parts = [label("occupations", spell.occupation)] if spell.occupation else []
    parts += [spell.employer_name] if spell.employer_name else []
    where = label("location_classes", spell.location_class)
    parts.append(f"{spell.place_text} ({where})" if spell.place_text else where)
    return _(", ").join(parts)


def wish_words(wish: Wish | None) -> list[str]:
    """What somebody wants, in phrases; what they did not say is left out."""
    if wish is None or not wish.willing:
        return []
    found = [label("wish_scopes", wish.scope)] if wish.scope else [_("where: not known")]
    if wish.any_occupation:
        found.append(_("any work"))
    elif wish.occupations:
        found.append(_(", ").join(label("occupations", code) for code in wish.occupations))
    if wish.pay_at_least_fen is not None:
        found.append(_("at least %(pay)s a month") % {"pay": money(wish.pay_at_least_fen)})
    if wish.available_on:
        found.append(_("from %(day)s") % {"day": day(wish.available_on)})
    if wish.care and wish.care != "none":
        found.append(label("care_burdens", wish.care))
    return found


def age_words(person: Person, on: date) -> str:
    """Completed years on a day, or the word for unknown."""
    if person.born_on is None or person.born_on > on:
        return _("not known")
    return str(age_on(person.born_on, on))


def name_words(person: Person) -> str:
    """The name, or the words for somebody whose name is not kept since the number was refused."""
    return person.name or _("Unnamed member")


def pay_words(low: int | None, high: int | None) -> str:
    """Pay a month as agreed: one amount, a range, or the word for unknown."""
    if low is None and high is None:
        return _("not known")
    if low is None or high is None or low == high:
        return money(high if low is None else low)
    return f"{money(low)} – {money(high)}"
