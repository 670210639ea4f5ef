"""What the database knows of people when a folder is read: who is registered, whose number was refused, who works."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from django.conf import settings

from gainful.accounts.places import gazetteer
from gainful.accounts.sealed import digest
from gainful.intake.applying.county import County
from gainful.intake.checks import KnownSpell, alike
from gainful.intake.folder import Filing
from gainful.intake.models import Batch, StagedRow
from gainful.intake.staged import opened
from gainful.pack import load


class KnownCounty:
    """The registry as the checks of a folder see it; the rows of the same folder are added by the reader itself."""

    def __init__(self, county: County) -> None:
        self.county = county

    def identified(self, number: str) -> bool:
        """Whether a member of the county's registry has this personal number."""
        return digest(number, "id") in self.county.people

    def household(self, number: str) -> bool:
        """Whether the registry has a household of this number."""
        return number in self.county.households

    def spells(self, number: str) -> Sequence[KnownSpell]:
        """The spells on record of the person with this number."""
        person = self.county.person(number)
        return self._spells.get(person.pk, ()) if person else ()

    def refused_member(self, name: str, number: str) -> bool:
        """Whether a member whose number was refused earlier has this name and a number like it.

        Such a member stays unnamed in the registry; the name is read off the sealed row that was refused.
        """
        return any(
            (seen_name == name and alike(seen, number)) or (not seen_name and seen == number)
            for seen_name, seen in self._refused
        )

    @cached_property
    def _spells(self) -> dict[int, list[KnownSpell]]:
        found: dict[int, list[KnownSpell]] = {}
        for spell in self.county.spells.values():
            known = KnownSpell(spell.starts_on, spell.ends_on, spell.employer_name, spell.occupation)
            found.setdefault(spell.person_id, []).append(known)
        return found

    @cached_property
    def _refused(self) -> list[tuple[str, str]]:
        rows = self.county.rows(
            StagedRow.objects.filter(batch__state=Batch.State.APPLIED, form="registration", id_refused=True)
        )
        values = [opened(row) for row in rows]
        return [(one.values.get("name", ""), one.unsure.get("id_number", "")) for one in values]


def known_county(filing: Filing) -> KnownCounty:
    """What the database knows of the county that files."""
    county = County(filing.area, filing.filed_on, load(settings.GAINFUL_PACK), gazetteer())
    return KnownCounty(county)
