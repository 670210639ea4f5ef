"""What tests of payments begin with: approved grants, accounts, the three people, a stand-in for the bank."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from datetime import date
from typing import Any

from cast import COUNTY, TODAY, an_account, an_actor
from gainful.accounts.actor import Actor, Role
from gainful.accounts.models import Account
from gainful.accounts.sealed import digest
from gainful.benefits.models import Batch, Claim, Decision, Payment
from gainful.registry.models import BankAccount, Person
from make import a_person

PAYER = {"GAINFUL_PAYER_NAME": "样例县就业服务中心", "GAINFUL_PAYER_ACCOUNT": "9550880000000000001"}
LONG_AGO = date(2020, 1, 1)
_numbers = itertools.count(1)


@dataclass(frozen=True)
class Three:
    """Maker, checker, releaser."""

    maker: Actor
    checker: Actor
    releaser: Actor


def three_people(area: int = COUNTY, prefix: str = "pay") -> Three:
    """A benefits officer, a checker and a releaser of the county."""
    roles = (Role.BENEFITS_OFFICER, Role.CHECKER, Role.RELEASER)
    return Three(*(an_actor(f"{prefix}_{role.value}", (role, area)) for role in roles))


def an_account_of(
    person: Person, number: str = "", *, stated_on: date = LONG_AGO, **more: Any
) -> BankAccount:
    """The person's own open account, recorded long ago unless said otherwise."""
    number = number or f"62284800000000{next(_numbers):05d}"
    fields = {"bank": "样例农村信用社", "recorded_on": stated_on} | more
    account = BankAccount(area=person.area, person=person, stated_on=stated_on, **fields)
    account.account_digest = digest(number, "account")
    account.seal("account", number)
    account.save(force_insert=True)
    return account


def officers() -> tuple[Account, Account]:
    """Who decided and who approved; made once."""
    found = Account.objects.filter(username__in=("decides", "approves")).order_by("-username")
    if len(found) == 2:
        return found[0], found[1]
    return an_account("decides"), an_account("approves")


def a_proposed(
    person: Person | None = None, fen: int | None = 960_00, *, replaces: Decision | None = None, **more: Any
) -> Decision:
    """A decision that waits for its second officer; `fen` None refuses."""
    first, _second = officers()
    claim = more.pop("claim", None) or (replaces.claim if replaces else None)
    if claim is None:
        person = person or a_person()
        paid = {"payee": "person"} | more
        claim = Claim.objects.create(
            area=person.area, rule="training_allowance", subject="enrolment", about=person.key,
            once_for=f"person:{person.key}", person=person, period_from=LONG_AGO,
            period_to=date(2020, 1, 31), found="asked", how="screen", asked_on=TODAY, **paid,
        )  # fmt: skip
    decision = Decision(
        area=claim.area, claim=claim, kind="reopened" if replaces else "first", replaces=replaces,
        grants=fen is not None, amount_fen=fen, on=TODAY, place="621299", rule_hash="0" * 64, conditions={},
        decided_by=first, decided_on=TODAY,
    )  # fmt: skip
    decision.seal("facts", "{}")
    decision.save(force_insert=True)
    return decision


def approved(decision: Decision) -> Decision:
    """Approve by hand what waits, as the second officer's action does."""
    decision.state, decision.second, decision.second_on = "approved", officers()[1], TODAY
    decision.save(update_fields=["state", "second", "second_on"])
    return decision


def a_grant(person: Person | None = None, fen: int | None = 960_00, **more: Any) -> Decision:
    """An approved decision that grants."""
    return approved(a_proposed(person, fen, **more))


def payable(fen: int = 960_00, **more: Any) -> Decision:
    """A grant to somebody with an own account."""
    person = a_person(**more)
    an_account_of(person)
    return a_grant(person, fen)


def an_answer(batch: Batch, *, returned: dict[str, str] | None = None, **changed: Any) -> bytes:
    """What a bank would say of a batch: everything paid but what is named, with a reason each."""
    returned = returned or {}
    rows = []
    for one in Payment.objects.filter(batch=batch).order_by("end_to_end"):
        code = returned.get(one.end_to_end)
        told = f"<StsRsnInf><Rsn><Cd>{code}</Cd></Rsn></StsRsnInf>" if code else ""
        yuan = changed.get("amount") or f"{one.amount_fen // 100}.{one.amount_fen % 100:02d}"
        rows.append(
            f"<TxInfAndSts><OrgnlEndToEndId>{one.end_to_end}</OrgnlEndToEndId>"
            f"<TxSts>{'RJCT' if code else 'ACSC'}</TxSts>{told}<OrgnlTxRef><Amt>"
            f'<InstdAmt Ccy="CNY">{yuan}</InstdAmt></Amt></OrgnlTxRef></TxInfAndSts>'
        )
    rows += changed.get("more", [])
    total = changed.get("total") or f"{batch.total_fen // 100}.{batch.total_fen % 100:02d}"
    return (
        '<?xml version="1.0" encoding="UTF-8"?>'
        f"{changed.get('doctype', '')}"
        '<Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.002.001.03"><CstmrPmtStsRpt>'
        "<GrpHdr><MsgId>BANK1</MsgId><CreDtTm>2020-11-03T09:00:00</CreDtTm></GrpHdr><OrgnlGrpInfAndSts>"
        f"<OrgnlMsgId>{changed.get('message_id') or batch.message_id}</OrgnlMsgId>"
        f"<OrgnlMsgNmId>{batch.form}</OrgnlMsgNmId><OrgnlNbOfTxs>{batch.count}</OrgnlNbOfTxs>"
        f"<OrgnlCtrlSum>{total}</OrgnlCtrlSum></OrgnlGrpInfAndSts><OrgnlPmtInfAndSts>"
        f"<OrgnlPmtInfId>{batch.message_id}</OrgnlPmtInfId>{''.join(rows)}"
        "</OrgnlPmtInfAndSts></CstmrPmtStsRpt></Document>"
    ).encode()
