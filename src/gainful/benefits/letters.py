"""The letter of a decision: a page in plain words, as PDF, from what was frozen with the decision and nothing else.

It says the decision, the reason with the values used, what would change it, until when to object, and whom to ask.
The CJK font is named and comes from GAINFUL_FONTS; without it, or where it lacks a character, no letter is printed.
The text is kept when the letter is first made, and every later print is of that text.
"""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

import typst
from django.conf import settings

from gainful.accounts.places import gazetteer
from gainful.accounts.refusals import Refused
from gainful.benefits.font import characters
from gainful.benefits.matters import matter
from gainful.benefits.matters import time as time_of
from gainful.benefits.models import Claim, Decision
from gainful.benefits.told_to_employers import may_be_said, rests_on_people
from gainful.terms.areas import county_of

FONT = "Noto Sans SC"
TEMPLATE = Path(__file__).parent / "letter.typ"
TAGS = {"zh": "zh-hans", "en": "en"}

WORDS: dict[str, dict[str, str]] = {
    "zh": {
        "letter": "待遇决定告知书",
        "here": "本县", "number": "编号", "to": "致", "granted": "决定：批准，金额 {amount}。",
        "granted_to_employer": "决定：批准，金额 {amount}，支付给用人单位。", "refused": "决定：不予批准。",
        "why": "依据与理由", "law": "政策依据：{source}", "as_of": "以 {day} 的记录为准。",
        "yes": "符合", "no": "不符合", "open": "不能判定",
        "value": "{meaning}：{value}（{source}）", "not_known": "不详",
        "change": "什么会改变结果", "change_refused": "以下条件符合后，可以重新申请：",
        "change_granted": "如果上述任何一项与实际不符，请告诉我们：结果可能改变。",
        "object": "不同意怎么办",
        "object_by": "您可以在 {day}（含当日）之前提出异议，口头、书面或在本人页面均可。"
        "由作出和复核本决定的两人以外的人员复核。提出异议不会影响您的其他待遇。", "ask": "向谁咨询",
        "ask_whom": "{office}就业扶贫经办机构。您也可以向独立投诉渠道反映，无需署名。",
        "decided": "决定人：{first}（{first_on}）　复核人：{second}（{second_on}）",
        "unverified": "尚未与文件核对：{what}。",
        "about": "事项：{0}", "time": "所属期间：{0}", "sum": "金额计算：{0}。",
        "object_by_employer": "贵单位可以在 {day}（含当日）之前提出异议，书面、通过经办机构或在单位页面均可。"
        "由作出和复核本决定的两人以外的人员复核。提出异议不影响其他申请。",
        "pay": "款项只打入您本人的账户。尚未登记本人账户的，登记后再支付，本决定不受影响。",
        "replaces": "本决定取代 {day} 的决定。",
        "pay_employer": "款项只打入贵单位登记的账户。尚未登记账户的，登记后再支付，本决定不受影响。",
        "kept": "由经办机构核对", "office": "涉及职工身份的条件由经办机构核对，不向用人单位告知数值及结果。",
    },
    "en": {
        "letter": "Decision about a benefit",
        "here": "your county", "number": "Number", "to": "To", "granted": "Decision: granted, {amount}.",
        "granted_to_employer": "Decision: granted, {amount}, paid to the employer.",
        "refused": "Decision: not granted.", "why": "Why", "law": "The rule comes from: {source}",
        "as_of": "As the record stood on {day}.", "yes": "holds", "no": "does not hold",
        "open": "cannot tell",
        "value": "{meaning}: {value} ({source})", "not_known": "not known", "change": "What would change it",
        "change_refused": "You may ask again once this holds:",
        "change_granted": "If anything above is not as it is in truth, tell us: the result may change.",
        "object": "If you do not agree",
        "object_by": "You may object until {day} (that day included): by word of mouth, on paper, or on your own page."
        " Somebody else than the two who decided looks at it again. Objecting changes nothing else that you get.",
        "ask": "Whom to ask",
        "ask_whom": "The employment office of {office}. You may also go to the independent desk, without a name.",
        "decided": "Decided by {first} ({first_on}), approved by {second} ({second_on})",
        "unverified": "Not verified against a source: {what}.",
        "about": "About: {0}", "time": "For: {0}", "sum": "How the sum comes about: {0}.",
        "object_by_employer": "You may object until {day} (that day included): on paper, through the office, or on the"
        " employer's page. Somebody else than the two who decided looks at it again. Objecting changes nothing about"
        " other claims.",
        "pay": "It is paid to your own account alone; where none has been given it waits until one is. The decision"
        " stands.",
        "replaces": "It takes the place of the decision of {day}.",
        "pay_employer": "It is paid to the employer's own account alone; where none has been given it waits until one"
        " is. The decision stands.",
        "kept": "checked by the office",
        "office": "Conditions about which groups your workers belong to are checked by the office; neither values nor"
        " results are told to employers.",
    },
}  # fmt: skip


def letter_text(decision: Decision, language: str) -> str:
    """All that the letter of an approved decision says in `zh` or `en`, as JSON. Refused: not_yet_approved."""
    if decision.state != Decision.State.APPROVED:
        raise Refused("not_yet_approved")
    return json.dumps(contents(decision, language), ensure_ascii=False)


def letter_pdf(text: str, approved_on: date) -> bytes:
    """The letter printed from its text (`letter_text`), dated the day of approval. Refused: letter_font_missing."""
    fonts = Path(settings.GAINFUL_FONTS)
    _check_font(fonts, text)
    stamp = datetime.combine(approved_on, time(), UTC)
    pdf, warnings = typst.compile_with_warnings(
        TEMPLATE.read_bytes(), font_paths=[fonts], ignore_system_fonts=True, sys_inputs={"letter": text},
        timestamp=int(stamp.timestamp()), format="pdf",
    )  # fmt: skip
    if any("font" in str(one) for one in warnings):
        raise Refused("letter_font_missing", font=FONT, what="国")
    return bytes(pdf)


def contents(decision: Decision, language: str) -> dict[str, Any]:
    """What the letter says, line by line, from the words frozen with the decision."""
    words = WORDS[language]
    frozen = json.loads(decision.unsealed("words") or "{}")
    told = frozen[language]
    to_employer = decision.claim.payee == "employer"
    granted = words["granted_to_employer" if to_employer else "granted"].format(amount=told["amount"])
    own = decision.claim.of_employer
    pay = [words["pay_employer" if own else "pay"]] if decision.grants and (own or not to_employer) else []
    followed = decision.replaces
    return {
        "language": language,
        "font": FONT,
        "words": words,
        "number": decision.key,
        "title": told["title"],
        "name": frozen["name"],
        "verdict": granted if decision.grants else words["refused"],
        "about": _about(decision.claim, told, words),
        "after": pay + ([words["replaces"].format(day=_day(followed.decided_on))] if followed else []),
        "as_of": words["as_of"].format(day=_day(decision.on)),
        "law": words["law"].format(source=told["source"]),
        "unverified": [words["unverified"].format(what="; ".join(told["unverified"]))]
        if told["unverified"]
        else [],
        "conditions": [_condition(one, words, own) for one in told["conditions"]],
        "change": words["change_granted" if decision.grants else "change_refused"],
        "sum": _sum(told, words, own),
        "would_change": [] if decision.grants else _would_change(told, words, own),
        "object_by": words["object_by_employer" if own else "object_by"].format(day=_day(decision.object_by)),
        "ask_whom": words["ask_whom"].format(
            office=gazetteer().name(county_of(decision.area), decision.decided_on, TAGS[language]) or words["here"]
        ),
        "decided": words["decided"].format(
            first=decision.decided_by, first_on=_day(decision.decided_on), second=decision.second,
            second_on=_day(decision.second_on),
        ),
    }  # fmt: skip


def _about(claim: Claim, told: dict[str, Any], words: dict[str, str]) -> list[str]:
    """What it is about, as frozen, and for which time, as the claim says: each letter is told from another."""
    language = "zh" if words is WORDS["zh"] else "en"
    lines = [("about", told.get("about") or matter(claim, language)), ("time", time_of(claim, language))]
    return [words[name].format(said) for name, said in lines if said]


def _sum(told: dict[str, Any], words: dict[str, str], own: bool) -> dict[str, Any] | None:
    """How the sum comes about, with what settled it; an employer is not told what counts people of the groups."""
    one = told.get("amount_from")
    if not one or (own and rests_on_people(one)):
        return None
    return {"words": words["sum"].format(one["words"]), "values": _values(one, words)}


def _would_change(told: dict[str, Any], words: dict[str, str], own: bool) -> list[str]:
    """What an employer may have to mend itself; that something else is known to the office alone is said either way."""
    if not own or not any(map(rests_on_people, told["conditions"])):
        return list(told["would_change"])
    return [*may_be_said(told["conditions"], told["would_change"]), words["office"]]


def _condition(one: dict[str, Any], words: dict[str, str], own: bool) -> dict[str, Any]:
    if own and rests_on_people(one):
        return {"mark": words["kept"], "words": one["words"], "values": []}
    return {
        "mark": words["open" if one["holds"] is None else "yes" if one["holds"] else "no"],
        "words": one["words"],
        "values": _values(one, words),
    }


def _values(one: dict[str, Any], words: dict[str, str]) -> list[str]:
    return [
        words["value"].format(
            meaning=seen["meaning"], value=seen["value"] or words["not_known"], source=seen["source"]
        )
        for seen in one["values"]
    ]


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


def _check_font(fonts: Path, text: str) -> None:
    """Refuse where the font is not there or lacks a character: it would print boxes, or nothing."""
    files = [path for path in sorted(fonts.rglob("*.ttf")) if path.stem.endswith("_400Regular")]
    drawn = characters(files[0]) if files else frozenset()
    lacking = sorted(one for one in set("国" + text) if not one.isspace() and one not in drawn)
    if lacking:
        raise Refused("letter_font_missing", font=FONT, what=lacking[0])
