"""Claims of the demo: what is due is proposed, decided, approved and told; one is refused, objected to and answered."""

from __future__ import annotations

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
    record_evidence,
    record_fact,
    tell,
)
from gainful.benefits.asked import rules
from gainful.benefits.models import Claim, Decision, Letter
from gainful.casework.models import Spell
from gainful.cli import out
from gainful.cli.demo import TODAY
from gainful.cli.demo_steps import Team
from gainful.terms.areas import area_range

GRANTED, WAITING, REFUSED_MOST = 4, 2, 2
AWARD, JOB_SEEKING = "workshop_award", "job_seeking_subsidy"
"""The second is not due to whoever found work by themselves: a refusal that everybody understands."""


def claims(team: Team) -> None:
    """Each county's benefits desk at work, the second officer after it."""
    for county, officer in team.officers.items():
        benefits, checker = team.benefits[county], team.checkers[county]
        township = team.helpers[county].spans("claims.ask")[0][0]
        found = propose_for_area(actor=benefits, area=township, on=TODAY)
        _asked_for(county, benefits)
        granted = _granted(county, benefits, checker)
        refused = _refused(county, officer, benefits, checker)
        out.print(
            f"     claims: {found} found, {granted} granted, {refused} refused, "
            f"{Decision.objects.filter(claim__area__range=area_range(county), state='proposed').count()} to approve"
        )


def _asked_for(county: int, benefits: Actor) -> None:
    """Workshops' owners bring the plaque and ask for the award: a fact that no record keeps, seen on paper."""
    spells = Spell.objects.counted().filter(
        area__range=area_range(county), channel="workshop", starts_on__lte=TODAY
    )
    asked = 0
    for spell in spells.exclude(employer=None).select_related("person").order_by("starts_on", "pk")[:30]:
        about = spell.starts_on.isoformat()
        try:
            claim = ask_for(
                actor=benefits, person=spell.person, rule=AWARD, about=about, how=Claim.How.PAPER, on=TODAY
            )
        except Refused:
            continue
        record_fact(
            actor=benefits,
            claim=claim,
            fact="workshop_recognised",
            value="yes",
            kept_at="扶贫车间牌匾照片",
            on=TODAY,
        )
        asked += 1
        if asked == GRANTED + WAITING + 1:
            return


def _granted(county: int, benefits: Actor, checker: Actor) -> int:
    """Some of what was found is decided; most of it approved and told, the rest waits for the second officer."""
    rows = Claim.objects.filter(area__range=area_range(county), state=Claim.State.OPEN).order_by("pk")
    done = 0
    for claim in list(rows[: GRANTED + WAITING]):
        for one in rules()[claim.rule].evidence:
            record_evidence(actor=benefits, claim=claim, kind=one["en"], kept_at="案卷", seen_on=TODAY)
        try:
            decision = decide(actor=benefits, claim=claim, grants=True, on=TODAY)
        except Refused:
            continue
        if done < GRANTED:
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
