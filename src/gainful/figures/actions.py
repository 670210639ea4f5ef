"""Publishing a release: the folder and its line in the register, under one act."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path

import pyarrow as pa

from gainful.accounts.action import action
from gainful.accounts.actor import Actor
from gainful.figures.indicator import Indicator
from gainful.figures.manifest import read_manifest
from gainful.figures.models import Publication
from gainful.figures.release import Provenance, ReleaseRefused, publish

DAYS_APART = 28
"""Two releases of nearer days could be subtracted from one another, and small groups be read off the difference."""


@action(right="figures.release", on_what=None)
def publish_release(
    *,
    actor: Actor,
    to: Path,
    figures: pa.Table,
    indicators: Mapping[str, Indicator],
    provenance: Provenance,
    revises: str = "",
    because: str = "",
) -> Path:
    """Write the release under `to` and enter it in the register; gives its folder.

    Raises ReleaseRefused as `publish` does, and too_near_another where a release of a day less than 28 days away
    stands (a correction of a day's own release is no other day).
    """
    near = timedelta(days=DAYS_APART - 1)
    others = Publication.objects.exclude(as_of=provenance.on)
    other = others.filter(as_of__range=(provenance.on - near, provenance.on + near)).order_by("as_of").first()
    if other:
        raise ReleaseRefused("too_near_another", name=other.name, days=DAYS_APART)
    folder = publish(to, figures, indicators, provenance, revises=revises, because=because)
    Publication.objects.create(
        name=folder.name,
        as_of=provenance.on,
        sha256=str(read_manifest(folder)["sha256"]),
        revises=revises,
        because=because,
        made_by_id=actor.account_id,
    )
    return folder
