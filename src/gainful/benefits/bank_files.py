"""The bank's files: a credit transfer (ISO 20022 pain.001) written and recounted, a status report (pain.002) read back.

Written with lxml and held against the published schema. A schema does not add up, so that count and sum are counted
again from the finished file, in whole fen. What comes from outside is read without document types, entities or network.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import cache
from importlib.resources import files

from lxml import etree

FORMS = ("pain.001.001.03", "pain.001.001.09")
MOST_BYTES = 20_000_000
"""An answer larger than this is not read: 100,000 payments take about half of it."""
PAID = frozenset({"ACSC", "ACCC"})
"""The payee's bank has the money. Everything else that is no rejection still waits."""
REJECTED = frozenset({"RJCT", "CANC"})
WAITING = frozenset({"ACTC", "ACCP", "ACSP", "ACWC", "ACWP", "ACFC", "PDNG", "RCVD", "PATC", "PRES", "PART"})


class BankFileFault(Exception):
    """A file that cannot be used; `code` names why, `values` fill its sentence. Holds no account and no name."""

    def __init__(self, code: str, **values: object) -> None:
        self.code, self.values = code, values
        super().__init__(code)


@dataclass(frozen=True)
class Payer:
    """Whose account pays: its name and number."""

    name: str
    account: str

    def __repr__(self) -> str:
        return "Payer"


@dataclass(frozen=True)
class Line:
    """One payment as it goes to the bank; the amount in fen."""

    end_to_end: str
    amount_fen: int
    name: str
    account: str
    bank: str
    reference: str

    def __repr__(self) -> str:
        return f"Line {self.end_to_end[:5]}…"


@dataclass(frozen=True)
class Head:
    """What stands above the payments."""

    form: str
    message_id: str
    pay_on: date
    made_on: date
    currency: str


@dataclass(frozen=True)
class Told:
    """What the bank says of one payment: a status, and a reason code where it rejected it."""

    status: str
    reason: str = ""


@dataclass(frozen=True)
class Answer:
    """A status report: which message it answers, and what it says of each payment ("" of the whole group)."""

    message_id: str
    answers: str
    group: str
    payments: dict[str, Told]
    amounts: dict[str, int]
    count: int | None
    total_fen: int | None


def amount_text(fen: int) -> str:
    """Fen as yuan with two places, exactly.

    >>> amount_text(5), amount_text(123456)
    ('0.05', '1234.56')
    """
    return f"{fen // 100}.{fen % 100:02d}"


def fen_of(text: str) -> int:
    """An amount of a file in fen. Raises BankFileFault where it is no amount or finer than a fen."""
    try:
        exact = Decimal(text.strip()) * 100
    except InvalidOperation:
        raise BankFileFault("answer_amount_unreadable") from None
    if not exact.is_finite() or exact != exact.to_integral_value() or exact < 0:
        raise BankFileFault("answer_amount_unreadable")
    return int(exact)


@cache
def _schema(form: str) -> etree.XMLSchema:
    # The schemas that sepaxml carries are the published ones, for any currency.
    with (files("sepaxml") / "schemas" / f"{form}.xsd").open("rb") as text:
        return etree.XMLSchema(etree.parse(text, _parser()))


def _parser() -> etree.XMLParser:
    return etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)


def write(head: Head, payer: Payer, lines: Sequence[Line]) -> bytes:
    """The file of a batch, valid and recounted. Raises BankFileFault where it is not: nothing of it may be sent."""
    space = f"urn:iso:std:iso:20022:tech:xsd:{head.form}"
    total = amount_text(sum(line.amount_fen for line in lines))
    document = etree.Element(f"{{{space}}}Document", nsmap={None: space})
    try:
        root = _put(document, "CstmrCdtTrfInitn")
        group = _put(root, "GrpHdr")
        _put(group, "MsgId", head.message_id)
        _put(group, "CreDtTm", f"{head.made_on.isoformat()}T00:00:00")
        _put(group, "NbOfTxs", str(len(lines)))
        _put(group, "CtrlSum", total)
        _put(_put(group, "InitgPty"), "Nm", payer.name)
        info = _put(root, "PmtInf")
        _put(info, "PmtInfId", head.message_id)
        _put(info, "PmtMtd", "TRF")
        _put(info, "NbOfTxs", str(len(lines)))
        _put(info, "CtrlSum", total)
        when = _put(info, "ReqdExctnDt") if head.form == FORMS[1] else info
        _put(when, "Dt" if head.form == FORMS[1] else "ReqdExctnDt", head.pay_on.isoformat())
        _put(_put(info, "Dbtr"), "Nm", payer.name)
        _account(info, "DbtrAcct", payer.account)
        _put(_put(_put(_put(info, "DbtrAgt"), "FinInstnId"), "Othr"), "Id", "NOTPROVIDED")
        for line in lines:
            _transfer(info, line, head.currency)
    except ValueError:
        raise BankFileFault("file_has_signs_that_xml_forbids") from None
    text = bytes(etree.tostring(document, xml_declaration=True, encoding="UTF-8"))
    recount(text, head, lines)
    return text


def _put(above: etree._Element, name: str, text: str | None = None) -> etree._Element:
    below = etree.SubElement(above, etree.QName(etree.QName(above).namespace, name))
    below.text = text
    return below


def _account(above: etree._Element, name: str, number: str) -> None:
    _put(_put(_put(_put(above, name), "Id"), "Othr"), "Id", number)


def _transfer(info: etree._Element, line: Line, currency: str) -> None:
    one = _put(info, "CdtTrfTxInf")
    _put(_put(one, "PmtId"), "EndToEndId", line.end_to_end)
    _put(_put(one, "Amt"), "InstdAmt", amount_text(line.amount_fen)).set("Ccy", currency)
    if line.bank:
        _put(_put(_put(one, "CdtrAgt"), "FinInstnId"), "Nm", line.bank)
    _put(_put(one, "Cdtr"), "Nm", line.name)
    _account(one, "CdtrAcct", line.account)
    _put(_put(one, "RmtInf"), "Ustrd", line.reference)


def recount(text: bytes, head: Head, lines: Sequence[Line]) -> None:
    """Hold a finished file against its schema, and count it again in whole fen. Raises BankFileFault."""
    document = etree.fromstring(text, _parser())
    if not _schema(head.form).validate(document):
        raise BankFileFault("file_is_not_valid", form=head.form)
    space = {"p": etree.QName(document).namespace}
    found = [
        (one.findtext("p:PmtId/p:EndToEndId", namespaces=space), fen_of(amount.text), amount.get("Ccy"))
        for one in document.iterfind(".//p:CdtTrfTxInf", space)
        for amount in one.iterfind("p:Amt/p:InstdAmt", space)
    ]
    wanted = [(line.end_to_end, line.amount_fen, head.currency) for line in lines]
    counts = {one.text for one in document.iterfind(".//p:NbOfTxs", space)}
    sums = {fen_of(one.text) for one in document.iterfind(".//p:CtrlSum", space)}
    if found != wanted or counts != {str(len(lines))} or sums != {sum(one[1] for one in found)}:
        raise BankFileFault("file_does_not_add_up")


_ANSWER = re.compile(r"\{urn:iso:std:iso:20022:tech:xsd:pain\.002\.001\.\d\d\}Document")


def read_answer(text: bytes) -> Answer:
    """A bank's status report. Raises BankFileFault where it is too large, unsafe, or no such report."""
    if len(text) > MOST_BYTES:
        raise BankFileFault("answer_too_large", megabytes=MOST_BYTES // 1_000_000)
    try:
        document = etree.fromstring(text, _parser())
    except (etree.XMLSyntaxError, ValueError):
        raise BankFileFault("answer_is_no_xml") from None
    tree = document.getroottree()
    if tree.docinfo.internalDTD is not None or next(document.iter(etree.Entity), None) is not None:
        raise BankFileFault("answer_is_unsafe")
    if not _ANSWER.fullmatch(str(document.tag)):
        raise BankFileFault("answer_is_no_report")
    space = {"p": etree.QName(document).namespace}
    report = document.find("p:CstmrPmtStsRpt", space)
    group = None if report is None else report.find("p:OrgnlGrpInfAndSts", space)
    if report is None or group is None:
        raise BankFileFault("answer_is_no_report")
    payments: dict[str, Told] = {}
    amounts: dict[str, int] = {}
    for one in report.iterfind("p:OrgnlPmtInfAndSts/p:TxInfAndSts", space):
        _read_payment(one, space, payments, amounts)
    count, total = _text(group, "p:OrgnlNbOfTxs", space), _text(group, "p:OrgnlCtrlSum", space)
    if count and not count.isdecimal():
        raise BankFileFault("answer_amount_unreadable")
    return Answer(
        message_id=_text(report, "p:GrpHdr/p:MsgId", space)[:35],
        answers=_text(group, "p:OrgnlMsgId", space),
        group=_status(_text(group, "p:GrpSts", space)),
        payments=payments,
        amounts=amounts,
        count=int(count) if count else None,
        total_fen=fen_of(total) if total else None,
    )


def _text(above: etree._Element, path: str, space: dict[str, str]) -> str:
    return str(above.findtext(path, "", space) or "").strip()


def _status(status: str) -> str:
    if status and status not in PAID | REJECTED | WAITING:
        raise BankFileFault("answer_status_unknown", status=status[:10])
    return status


def _read_payment(
    one: etree._Element, space: dict[str, str], payments: dict[str, Told], amounts: dict[str, int]
) -> None:
    key = _text(one, "p:OrgnlEndToEndId", space)
    if not key or key in payments:
        raise BankFileFault("answer_names_a_payment_twice" if key else "answer_names_no_payment")
    reason = _text(one, "p:StsRsnInf/p:Rsn/p:Cd", space) or _text(one, "p:StsRsnInf/p:Rsn/p:Prtry", space)
    payments[key] = Told(_status(_text(one, "p:TxSts", space)), reason[:10])
    amount = _text(one, "p:OrgnlTxRef/p:Amt/p:InstdAmt", space)
    if amount:
        amounts[key] = fen_of(amount)
