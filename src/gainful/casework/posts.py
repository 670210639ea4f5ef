"""Public posts and who may need one: posts of the actor's areas, whether anything else fits, where one leads."""

from __future__ import annotations

from datetime import date, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet

from gainful.accounts.actor import Actor
from gainful.accounts.refusals import Refused
from gainful.casework.models import Attendance, Spell
from gainful.casework.programme import programme, quantity
from gainful.casework.proposals import shortlist
from gainful.jobs.channels import channels
from gainful.jobs.models import Opening
from gainful.registry.models import Person, Wish
from gainful.terms.areas import NATION
from gainful.terms.periods import last_day_of_month

SEE = "casework.see"
NOT_ASKED = {"no_consent", "willingness_unknown", "not_willing"}


def post_channels() -> list[str]:
    """The channels of last resort."""
    return sorted(code for code, channel in channels().items() if channel.last_resort)


def is_post(channel: str) -> bool:
    """Whether a channel is of last resort."""
    return channel in post_channels()


def posts(actor: Actor, on: date) -> QuerySet:
    """People of the actor's areas in a public post on a day, whose term ends first at the top."""
    rows = Spell.objects.visible_to(actor, SEE).working_on(on).filter(channel__in=post_channels())
    return rows.select_related("person", "post_term", "employer").order_by("post_term__ends_on", "pk")


def terms_ending(actor: Actor, on: date) -> QuerySet:
    """Posts whose term is over or ends within the days that the programme sets, and nobody has left yet."""
    within = on + timedelta(days=quantity("post_term_warning_days", NATION, on))
    return posts(actor, on).filter(post_term__ends_on__lte=within)


def terms_missing(actor: Actor, on: date) -> QuerySet:
    """Posts of which no term is recorded."""
    return posts(actor, on).filter(post_term=None)


def last_month(on: date) -> date:
    """The first day of the last whole month before a day."""
    return (on.replace(day=1) - timedelta(days=1)).replace(day=1)


def attendance_missing(actor: Actor, on: date) -> QuerySet:
    """Posts held for the whole last month, of which no roll says anything for it."""
    month = last_month(on)
    said = Attendance.objects.filter(
        spell=OuterRef("pk"), begins_on__gte=month, begins_on__lte=last_day_of_month(month),
        present_days__isnull=False,
    )  # fmt: skip
    return posts(actor, on).filter(~Exists(said), starts_on__lte=month)


def something_else_fits(person: Person, on: date) -> bool:
    """Whether the person's own list has an opening that is no post. Refused: ask_the_person_first, where nobody
    knows what they want: unknown is not no."""
    found = shortlist(person, on)
    others = Opening.objects.filter(pk__in=[one.opening for one in found.entries])
    if others.exclude(channel__in=post_channels()).exists():
        return True
    if not found.entries and NOT_ASKED & {one.code for one in found.refused}:
        raise Refused("ask_the_person_first")
    return False


def said_they_cannot_leave(person: Person, on: date) -> bool:
    """Whether their latest answer about it says that they can leave home no further than somewhere."""
    said = Wish.objects.filter(person=person).of_how_far_they_can_leave(on).first()
    return said is not None and said.stays_within != Wish.StaysWithin.FREE


def last_resort_is_checked(area: int, on: date) -> bool:
    """Whether on a day the programme already checks that a post is the last resort."""
    return programme().parameters.value("last_resort_checked", area, on) is not None


def ordinary_jobs(post: Spell, on: date) -> QuerySet:
    """The jobs of a post's holder that are no posts, and that they work in on a day: where a post may lead."""
    jobs = Spell.objects.of_person(post.person).working_on(on).exclude(channel__in=post_channels())
    return jobs.filter(Q(follows=None) | Q(follows=post)).exclude(pk=post.pk).order_by("starts_on", "pk")
