"""What the database knows of people when a folder is read: who is registered, whose number was refused, who works."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import cached_property

from django.conf import settings

from gainful.accounts.places import gazetteer
from gainful.accounts.sealed import digest
from gainful.intake.applying.county import County
from gainful.intake.checks import KnownSpell, alike
from gainful.intake.folder import Filing
from gainful.intake.models import Batch, StagedRow
from gainful.intake.reviewing import insured_jobs
from gainful.intake.staged import opened
from gainful.pack import load


class KnownCounty:
    """The registry as the checks of a folder see it; the rows of the same folder are added by the reader itself."""

    def __init__(self, county: County, *, whole_list: bool = True) -> None:
        self.county = county
        self.whole_list = whole_list

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

    def doubtful_spells(self, name: str, number: str) -> Sequence[KnownSpell]:
        """Jobs of rows that were not taken since their number was refused: same name, a number like it."""
        return [
            spell for seen_name, seen, spell in self._doubtful if seen_name == name and alike(seen, number)
        ]

    def not_working(self, number: str) -> bool:
        """Whether the person ever answered as one without work; jobs since then are the caller's to weigh."""
        person = self.county.person(number)
        return person is not None and person.pk in self._asked

    def insured_besides(self, numbers: Collection[str], names: Collection[str | None]) -> Sequence[str]:
        """Numbers of people called insured in a ledger on record, beside those given; none for one mended row."""
        if not self.whole_list:
            return ()
        given = {digest(number, "id") for number in numbers}
        people = [person for person, _spell in insured_jobs(self.county) if person.id_digest not in given]
        return [number for one in people if one.name not in names and (number := one.unsealed("id_number"))]

    @cached_property
    def _asked(self) -> set[int]:
        return {person for person, _day in self.county.wishes}

    @cached_property
    def _doubtful(self) -> list[tuple[str, str | None, KnownSpell]]:
        rows = self.county.rows(
            StagedRow.objects.filter(
                batch__state=Batch.State.APPLIED, form="working", because="id_refused", mended_at=None
            )
        )
        said = [opened(row) for row in rows]
        return [
            (
                one.values.get("name", ""),
                one.unsure.get("id_number"),
                KnownSpell(
                    one.values["starts_on"],
                    one.values.get("ends_on"),
                    one.values.get("employer", ""),
                    one.values.get("occupation", ""),
                ),
            )
            for one in said
            if "starts_on" in one.values
        ]

    @cached_property
    def _spells(self) -> dict[int, list[KnownSpell]]:
        found: dict[int, list[KnownSpell]] = {}
        for spell in self.county.spells.values():
            known = KnownSpell(
                spell.starts_on, spell.ends_on, spell.employer_name, spell.occupation, spell.insured
            )
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
