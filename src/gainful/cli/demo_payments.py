"""The demo's payments: three people of each county, and a stand-in for the bank, invented like everybody there."""

from __future__ import annotations

from gainful.accounts.actor import Actor
from gainful.benefits.actions import check_batch, gather, make_batch, record_answer, release_batch
from gainful.benefits.fraud.looking import look_now
from gainful.benefits.models import Batch, Payment
from gainful.cli import out
from gainful.cli.demo import TODAY
from gainful.cli.demo_claims import grant
from gainful.cli.demo_steps import Team

PAIN_002 = "urn:iso:std:iso:20022:tech:xsd:pain.002.001.03"


def pay(team: Team) -> None:
    """What was approved is gathered, made into a batch, checked, released and answered, with one return a batch.

    Then what is approved next: a batch that waits for the one who releases, and one that waits to be checked.
    """
    for county, maker in team.benefits.items():
        checker = team.checkers[county]
        out.print("     payments: " + _paid(county, maker, checker, team.releasers[county]))
        for to_release in (True, False):
            grant(county, maker, checker, 1, 0)
            if gather(actor=maker, area=county, on=TODAY).made:
                batch = make_batch(actor=maker, area=county, form=Batch.Form.V09, pay_on=TODAY, on=TODAY)
                if to_release:
                    check_batch(actor=checker, batch=batch, on=TODAY)
                waits = "released" if to_release else "checked"
                out.print(f"     payments: another batch of {batch.count} waits to be {waits}")


def audit(team: Team) -> None:
    """The auditor runs every fraud test over what was paid. No fraud was planted: what is found is what there is."""
    assert team.auditor is not None
    gave = look_now(actor=team.auditor, on=TODAY).outcome
    out.print(f"     fraud tests: {gave['seen']} things seen, {gave['opened']} flags for the auditor")


def _paid(county: int, maker: Actor, checker: Actor, releaser: Actor) -> str:
    gathered = gather(actor=maker, area=county, on=TODAY)
    held = f"{len(gathered.held)} grants are held back"
    if not gathered.made:
        return f"nothing to pay yet; {held}"
    batch = make_batch(actor=maker, area=county, form=Batch.Form.V03, pay_on=TODAY, on=TODAY)
    batch = check_batch(actor=checker, batch=batch, on=TODAY)
    batch = release_batch(actor=releaser, batch=batch, on=TODAY)
    read = record_answer(actor=releaser, batch=batch, text=invented_answer(batch), on=TODAY)
    return (
        f"{batch.count} in one batch by three people; the invented bank paid {read.paid}, "
        f"returned {read.returned}; {held}"
    )


def invented_answer(batch: Batch) -> bytes:
    """A status report as a bank might send it: the first payment comes back with a wrong account, the rest is paid.

    There is no bank: a batch of one is paid whole.
    """
    keys = list(
        Payment.objects.filter(batch=batch).order_by("end_to_end").values_list("end_to_end", flat=True)
    )
    told = []
    for at, key in enumerate(keys):
        returned = at == 0 and len(keys) > 1
        why = "<StsRsnInf><Rsn><Cd>AC01</Cd></Rsn></StsRsnInf>" if returned else ""
        status = "RJCT" if returned else "ACSC"
        told.append(
            f"<TxInfAndSts><OrgnlEndToEndId>{key}</OrgnlEndToEndId><TxSts>{status}</TxSts>{why}</TxInfAndSts>"
        )
    text = (
        f'<?xml version="1.0" encoding="UTF-8"?><Document xmlns="{PAIN_002}"><CstmrPmtStsRpt><GrpHdr>'
        f"<MsgId>INVENTED{batch.key[:8].upper()}</MsgId><CreDtTm>{TODAY.isoformat()}T17:00:00</CreDtTm></GrpHdr>"
        f"<OrgnlGrpInfAndSts><OrgnlMsgId>{batch.message_id}</OrgnlMsgId><OrgnlMsgNmId>{batch.form}</OrgnlMsgNmId>"
        f"<OrgnlNbOfTxs>{batch.count}</OrgnlNbOfTxs></OrgnlGrpInfAndSts><OrgnlPmtInfAndSts>"
        f"<OrgnlPmtInfId>{batch.message_id}</OrgnlPmtInfId>{''.join(told)}</OrgnlPmtInfAndSts>"
        "</CstmrPmtStsRpt></Document>"
    )
    return text.encode()
