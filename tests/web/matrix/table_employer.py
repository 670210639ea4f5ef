"""How an employer's own pages are asked, and the office's page about an employer."""

from __future__ import annotations

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from matrix.table import DAY, Asked, key_of, nothing
from matrix.world import Place
from matrix.world_claims import BASE

from gainful.intake.roll_file import roll_csv


def _month(_place: Place) -> dict[str, Any]:
    return {"month": "2020-10"}


def _opening(place: Place) -> dict[str, Any]:
    return {"title": "改岗", "seats": "3", "channel": "project", "place_text": "本县"}


def _line(place: Place) -> dict[str, Any]:
    """A worker's month, as the form on screen asks it."""
    said = {"attended_days": "22", "paid_fen": "3000", "paid_on": "2020-10-31", "still_there": "yes"}
    return {f"{place.rows.told.key}-{name}": value for name, value in said.items()}


def _file(place: Place) -> dict[str, Any]:
    """The file handed out, filled in."""
    worker = place.rows.told
    blank = roll_csv([(worker.key, worker.person.name, worker.starts_on)], "zh").decode("utf-8-sig")
    filled = blank.rstrip("\r\n").removesuffix(",,,,,,") + ",22,3000,2020-10-31,是,,\r\n"
    return {"file": SimpleUploadedFile("roll.csv", filled.encode("gb18030"))}


EMPLOYER = {
    "employers": Asked(queries=lambda p: ["", f"?q={p.rows.employer.name}"]),
    "employer": Asked(key_of("employer"), lambda p: {"username": "newcontact", "display_name": "新联系人"}),
    "employer_contact_end": Asked(
        lambda p: {"key": p.rows.employer.key, "account": p.rows.contact.key}, nothing
    ),
    "employer_home": Asked(by="employer"),
    "employer_people": Asked(by="employer"),
    "employer_report": Asked(
        lambda p: {"key": p.rows.agreed.spell.key},
        lambda p: {"kind": "arrived", "happened_on": DAY, "words": "已到"},
        by="employer",
    ),
    "employer_rolls": Asked(by="employer"),
    "employer_roll": Asked(_month, _line, for_everybody=True, by="employer"),
    "employer_roll_file": Asked(_month, _file, for_everybody=True, by="employer"),
    "employer_payment": Asked(
        lambda p: {"month": "2020-09", "key": p.rows.told.key},
        lambda p: {"paid_fen": "1100", "paid_on": "2020-10-20"},
        by="employer",
    ),
    "employer_account": Asked(
        key_of("employer"), lambda p: {"account": "6228480000000000555", "bank": "农行", "stated_on": DAY}
    ),
    "employer_benefits": Asked(by="employer"),
    "employers_claiming": Asked(queries=lambda p: ["", f"?q={p.rows.employer.name}"], by="benefits"),
    "employer_claims": Asked(key_of("employer"), by="benefits"),
    "employer_claim_ask": Asked(
        key_of("employer"), lambda p: {"rule": BASE, "about": "", "how": "paper"}, by="benefits"
    ),
    "employer_claim_propose": Asked(key_of("employer"), nothing, writes=False, by="benefits"),
    "employer_statements": Asked(
        key_of("employer"),
        lambda p: {"fact": "tax_due", "value": "300", "year": "2020", "kept_at": "税务局证明"},
        by="benefits",
    ),
    "our_claims": Asked(by="employer"),
    "our_claim_ask": Asked(body=lambda p: {"rule": BASE, "about": ""}, by="employer"),
    "our_claim_object": Asked(key_of("claim_of_employer"), lambda p: {"words": "不同意"}, by="employer"),
    "our_claim_withdraw": Asked(key_of("claim_of_employer_open"), nothing, by="employer"),
    "our_claim_letter": Asked(key_of("claim_of_employer"), nothing, by="employer"),
    "employer_openings": Asked(by="employer"),
    "employer_opening_new": Asked(body=_opening, by="employer"),
    "employer_opening": Asked(key_of("held"), by="employer"),
    "employer_opening_change": Asked(key_of("second_opening"), _opening, by="employer"),
    "employer_opening_close": Asked(key_of("second_opening"), nothing, by="employer"),
}
