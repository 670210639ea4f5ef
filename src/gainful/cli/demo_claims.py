"""Claims of the demo: what is due is proposed, decided, approved and told; one is refused, objected to and answered."""

from __future__ import annotations

from contextlib import suppress
from datetime import date

from gainful.accounts.actor import Actor
from gainful.accounts.refusals import Refused
from gainful.benefits.actions import (
    answer_objection,
    approve,
    ask_for,
    decide,
    make_letter,
    object_to,
    propose_for_area,
    record_employer_account,
    record_evidence,
    tell,
)
from gainful.benefits.asked import rules
from gainful.benefits.models import Claim, Decision, Letter
from gainful.benefits.newly_due_run import find_newly_due
from gainful.casework.models import Spell
from gainful.cli import out
from gainful.cli.demo import TODAY
from gainful.cli.demo_own import own_businesses
from gainful.cli.demo_steps import Team
from gainful.cli.operator import operator
from gainful.jobs.actions import name_operator
from gainful.jobs.models import Workshop
from gainful.terms.areas import area_range, chain_of_codes

GRANTED, WAITING, REFUSED_MOST, OPERATORS = 4, 2, 2, 4
LOOKED_AT = date(2020, 6, 1)
"""The day on which the rules of the counties were looked at before."""
AWARD, JOB_SEEKING = "workshop_award", "job_seeking_subsidy"
"""The second is not due to whoever found work by themselves: a refusal that everybody understands."""


def claims(team: Team) -> None:
    """Each county's benefits desk at work, the second officer after it; then the rules that turned since June."""
    find_newly_due(actor=operator(), on=LOOKED_AT)
    for county, officer in team.officers.items():
        benefits, checker = team.benefits[county], team.checkers[county]
        township = team.helpers[county].spans("claims.ask")[0][0]
        _operators(county, officer)
        found = propose_for_area(actor=benefits, area=township, on=TODAY)
        _asked_for(county, benefits)
        granted = grant(county, benefits, checker, GRANTED, WAITING)
        refused = _refused(county, officer, benefits, checker)
        own_businesses(county, benefits)
        out.print(
            f"     claims: {found} found, {granted} granted, {refused} refused, "
            f"{Decision.objects.filter(claim__area__range=area_range(county), state='proposed').count()} to approve"
        )
    told = find_newly_due(actor=operator(), on=TODAY)
    out.print(f"     {told} people to be told of a rule or an amount that began since {LOOKED_AT}")


def _operators(county: int, officer: Actor) -> None:
    """The county's office records who runs some workshops, and the account that their letters state."""
    working = Spell.objects.working_on(TODAY).exclude(workshop=None).values("workshop")
    shops = Workshop.objects.filter(area__range=area_range(county), pk__in=working, exited_on=None)
    for number, shop in enumerate(shops.order_by("pk")[:OPERATORS], start=1):
        name = f"{shop.name}合作社"
        run = name_operator(actor=officer, workshop=shop, name=name)
        record_employer_account(
            actor=officer, employer=run.employer, account=f"62284800{county}{number:05d}", bank="样例农村信用社",
            stated_on=TODAY,
        )  # fmt: skip


def _asked_for(county: int, benefits: Actor) -> None:
    """Whoever runs a workshop asks for the award of its workers; what the record knows of it is not asked again."""
    if not rules()[AWARD].holds_in(chain_of_codes(county)):
        return  # another province's rule: nobody can tell what it would come to here
    spells = Spell.objects.working_on(TODAY).filter(area__range=area_range(county), channel="workshop")
    run = spells.exclude(workshop__employer=None).select_related("person").order_by("starts_on", "pk")
    asked = 0
    for spell in run[:30]:
        about = spell.starts_on.isoformat()
        with suppress(Refused):
            ask_for(
                actor=benefits, person=spell.person, rule=AWARD, about=about, how=Claim.How.PAPER, on=TODAY
            )
            asked += 1
        if asked == GRANTED + WAITING + 1:
            return


def grant(county: int, benefits: Actor, checker: Actor, most: int, waiting: int) -> int:
    """Some of what was found is decided; most of it approved and told, the rest waits for the second officer."""
    rows = Claim.objects.filter(area__range=area_range(county), state=Claim.State.OPEN).order_by("pk")
    done = 0
    for claim in list(rows[: most + waiting]):
        for one in rules()[claim.rule].evidence:
            record_evidence(actor=benefits, claim=claim, kind=one["en"], kept_at="案卷", seen_on=TODAY)
        try:
            decision = decide(actor=benefits, claim=claim, grants=True, on=TODAY)
        except Refused:
            continue
        if done < most:
            approve(actor=checker, decision=decision, on=TODAY)
            _told(benefits, decision)
            done += 1
    return done


def _told(benefits: Actor, decision: Decision) -> None:
    decision.refresh_from_db()
    for language in ("zh", "en"):
        make_letter(actor=benefits, decision=decision, language=language, on=TODAY)
    letter = Letter.objects.get(decision=decision, language="zh")
    tell(actor=benefits, letter=letter, how=Letter.How.HANDED, on=TODAY)


def _refused(county: int, officer: Actor, benefits: Actor, checker: Actor) -> int:
    """A subsidy that somebody asked for and is not due; they object, and another officer answers."""
    spells = Spell.objects.counted().filter(
        area__range=area_range(county), channel="self_arranged", starts_on__lte=TODAY
    )
    done = 0
    for spell in spells.select_related("person").order_by("pk")[:20]:
        about = spell.starts_on.isoformat()
        try:
            claim = ask_for(
                actor=benefits,
                person=spell.person,
                rule=JOB_SEEKING,
                about=about,
                how=Claim.How.PAPER,
                on=TODAY,
            )
            decision = decide(actor=benefits, claim=claim, grants=False, on=TODAY)
        except Refused:
            continue
        decision = approve(actor=checker, decision=decision, on=TODAY)
        _told(benefits, decision)
        objection = object_to(
            actor=officer,
            decision=decision,
            words="我是自己去的，路费也是自己出的",
            how=Claim.How.THROUGH,
            on=TODAY,
        )
        done += 1
        if done == REFUSED_MOST:
            break
        answer_objection(
            actor=officer, objection=objection, on=TODAY,
            answer="该补贴只给有组织输出的人员，自行外出的不在范围内，维持原决定。您可以申请交通补贴。",
        )  # fmt: skip
    return done
