"""The quarterly comparison with an employment-insurance list: read, counted, and kept as proposals where asked."""

from __future__ import annotations

import io
from datetime import date

from django.conf import settings

from gainful.accounts.action import action
from gainful.accounts.actor import Actor
from gainful.accounts.places import gazetteer
from gainful.accounts.running import Progress, silent
from gainful.casework.ledgers import INSURANCE_KINDS
from gainful.intake.actions import Upload, apply_batch, hand_in, read_batch
from gainful.intake.folder import Upload as Source
from gainful.intake.folder import read_folder
from gainful.intake.known import known_county
from gainful.pack import load

FORM = "insurance"


class NotAnInsuranceList(Exception):
    """A file that is another form, or several."""


@action(right="intake.apply", on_what="area")
def compare_insurance(
    *,
    actor: Actor,
    area: int,
    name: str,
    content: bytes,
    on: date,
    keep: bool = True,
    progress: Progress = silent,
) -> dict[str, int]:
    """How many people the list of the day `on` says something else about than the ledgers, by kind.

    With `keep` each becomes a proposal to the officer who answers for the person; no job is made or changed. Raises
    NotAnInsuranceList, or HandInRefused for a file that cannot be read.
    """
    intake = read_folder(
        [Source(name, io.BytesIO(content))],
        load(settings.GAINFUL_PACK),
        area=area,
        known=known_county,
        gazetteer=gazetteer(),
        on=on,
    )
    if {seen.form for seen in intake.sheets} != {FORM}:
        raise NotAnInsuranceList
    if keep:
        batch = hand_in(actor=actor, area=area, files=[Upload(name, content)], label="insurance list")
        batch = read_batch(actor=actor, batch=batch, on=on, progress=progress)
        apply_batch(actor=actor, batch=batch, on=on, progress=progress)
    codes = [finding.code for finding in intake.findings]
    return {kind: codes.count(kind) for kind in INSURANCE_KINDS}
