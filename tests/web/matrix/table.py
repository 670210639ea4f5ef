"""What each route is asked with: the rows that its address names, a body that is valid, searches to try.

A route with a parameter or with POST that has no line here fails the matrix, so that nobody forgets it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from matrix.world import Place

from cast import TODAY
from intake.county import person_number

DAY = TODAY.isoformat()
Body = Callable[[Place], dict[str, Any]]


def nothing(_place: Place) -> dict[str, Any]:
    """An empty body, or an address without parameters."""
    return {}


def key_of(row: str) -> Body:
    """An address that names one row by its key."""
    return lambda place: {"key": getattr(place.rows, row).key}


@dataclass(frozen=True)
class Asked:
    """How a route is asked."""

    address: Body = nothing
    body: Body | None = None
    queries: Callable[[Place], list[str]] = lambda _place: [""]
    writes: bool = True
    """Whether a valid POST leaves an entry in the trail; some write files or the session alone."""
    first: Callable[[Any, Place], None] | None = None
    """What has to be done before, in the same browser."""
    for_everybody: bool = False
    """Whether what the address names is public."""
    shared: bool = False
    """Whether the office of the place of work may do this with the shared spell."""
    by: str = "officer"
    """Who does it at home."""


def lists(path: str = "") -> Callable[[Place], list[str]]:
    """A list plain, narrowed to an area, searched."""
    return lambda place: [
        path,
        f"?list=all&area={place.township}",
        f"?list=all&q={next(iter(sorted(place.words['person'])))}",
        f"?list=zero&area={place.county}",
    ]


def a_workbook(place: Place) -> SimpleUploadedFile:
    """A file as an office hands it in."""
    return SimpleUploadedFile("名单.xlsx", place.rows.workbook)


def brief(client: Any, place: Place) -> None:
    """Something done in bulk, to be taken back."""
    client.post(reverse("people_briefing"), {"chosen": [place.rows.person.key], "given_on": DAY})


def a_number(place: Place, order: int) -> str:
    """A good personal number that nobody in the world has."""
    return person_number(f"{place.county // 10**6}19880808{order:03d}")


TODAYS = {
    "today": Asked(),
    "follow_ups": Asked(),
    "follow_up": Asked(
        key_of("follow_up"),
        lambda p: {
            "still_working": "yes",
            "evidence": "phone",
            "pay": "3000",
            "not_asked_because": "工头在旁",
            "trouble": "illness",
            "trouble_words": "母亲住院",
        },
        shared=True,
    ),
    "put_off": Asked(
        key_of("follow_up"), lambda p: {"until": "2020-11-09", "because": "不在家"}, shared=True
    ),
    "late_pay": Asked(),
}
IMPORTS = {
    "imports": Asked(body=lambda p: {"files": [a_workbook(p)]}),
    "import_template": Asked(lambda p: {"form": "registration"}, for_everybody=True),
    "import_batch": Asked(key_of("applied"), queries=lambda p: ["", "?severity=all"]),
    "import_apply": Asked(key_of("staged"), nothing),
    "import_undo": Asked(key_of("applied"), nothing),
    "import_discard": Asked(key_of("staged"), nothing),
    "import_stop": Asked(key_of("reading"), nothing, writes=False),
    "import_differences": Asked(
        key_of("applied"), queries=lambda p: ["", "?form=registration&effect=new", "?effect=refused"]
    ),
    "import_mend": Asked(
        lambda p: {"key": p.rows.applied.key, "row": p.rows.refused_row.key},
        lambda p: {
            "household_number": p.rows.registered_number, "member_number": p.rows.registered_number + "02",
            "name": "补正", "id_number": a_number(p, 301), "relation": "儿子", "sex": "男",
            "labour_capacity": "普通劳动力",
        },
    ),
    "import_annotated": Asked(lambda p: {"key": p.rows.applied.key, "file": p.rows.file.key}),
}  # fmt: skip
FIGURES = {
    "figures": Asked(queries=lambda p: ["", f"?area={p.township}", f"?area={p.county}"], for_everybody=True),
    "make_release": Asked(body=lambda p: {"on": "2020-10-31"}, writes=False, by="analyst"),
    "published": Asked(queries=lambda p: ["", "?series=1"], for_everybody=True),
    "figure": Asked(lambda p: {"name": "gone_out_in_year"}, for_everybody=True),
    "release_file": Asked(lambda p: {"name": p.rows.release, "file": "public.csv"}, for_everybody=True),
}
ACCOUNTS = {
    "own_account": Asked(body=lambda p: {"language": "en"}),
    "staff": Asked(
        body=lambda p: {
            "username": "newcomer",
            "display_name": "新人",
            "role": "helper",
            "area": str(p.township),
        },
        by="administrator",
    ),
    "staff_member": Asked(
        key_of("staff"), lambda p: {"role": "checker", "area": str(p.county)}, by="administrator"
    ),
    "office_phones": Asked(
        body=lambda p: {"area": str(p.county), "of_desk": "no", "phone": "0939-1234567"}, by="administrator"
    ),
    "staff_reset": Asked(key_of("staff"), nothing, by="administrator"),
    "staff_forget_factor": Asked(key_of("staff"), nothing, by="administrator"),
    "staff_off": Asked(key_of("staff"), nothing, by="administrator"),
    "staff_on": Asked(key_of("dormant"), nothing, by="administrator"),
    "staff_end_posting": Asked(
        lambda p: {"key": p.rows.staff.key, "posting": p.rows.posting.pk}, nothing, by="administrator"
    ),
    "flags_run": Asked(nothing, nothing, writes=False, by="auditor"),
    "flags_stop": Asked(lambda p: {"key": p.rows.fraud_run.key}, nothing, writes=False, by="auditor"),
    "flags": Asked(queries=lambda p: ["", "?state=settled", "?list=shared_accounts"], by="auditor"),
    "flag": Asked(key_of("flag"), lambda p: {"finding": "explained", "because": "已问本人"}, by="auditor"),
    "audit": Asked(queries=lambda p: ["", f"?who={p.rows.staff.username}", "?verify=1"], by="auditor"),
    "audit_act": Asked(lambda p: {"key": p.rows.act.key}, by="auditor"),
}
PEOPLE = {
    "people": Asked(queries=lists()),
    "people_workbook": Asked(queries=lambda p: [one + "&numbers=full" for one in lists("?list=all")(p)]),
    "people_assign": Asked(
        body=lambda p: {"chosen": [p.rows.household.key], "officer": p.rows.second_officer.key},
        queries=lambda p: [f"?chosen={p.rows.household.key}", "?whole=1&from=list%3Dall"],
    ),
    "people_briefing": Asked(
        body=lambda p: {"chosen": [p.rows.person.key], "given_on": DAY},
        queries=lambda p: [f"?chosen={p.rows.person.key}", "?whole=1&from=list%3Dall"],
    ),
    "people_take_back": Asked(body=nothing, first=brief),
    "person_new": Asked(
        body=lambda p: {
            "household_number": p.rows.household.number,
            "name": "新人",
            "id_number": a_number(p, 303),
        }
    ),
    "duplicates": Asked(queries=lambda p: ["", f"?area={p.township}"]),
    "person": Asked(key_of("person"), queries=lambda p: ["", "?history=all"]),
    "person_number": Asked(key_of("person")),
    "person_correct": Asked(
        key_of("person"), lambda p: {"name": "改名", "sex": "male", "born_on": "1985-03-04"}
    ),
    "person_answer": Asked(key_of("spare"), lambda p: {"asked_on": DAY, "how": "visit", "willing": "yes"}),
    "person_consent": Asked(
        key_of("person"),
        lambda p: {"purpose": "sharing", "given_on": DAY, "how": "at_desk", "evidence": "按了手印"},
    ),
    "person_withdraw": Asked(
        lambda p: {"key": p.rows.seeker.key, "consent": p.rows.consent.key}, lambda p: {"how": "at_desk"}
    ),
    "person_death": Asked(key_of("spare"), lambda p: {"died_on": DAY}),
    "person_moving": Asked(key_of("seeker"), lambda p: {"moved_on": DAY}),
    "person_service": Asked(key_of("person"), lambda p: {"kind": "career_guidance", "given_on": DAY}),
    "person_job": Asked(
        key_of("spare"),
        lambda p: {"channel": "self_arranged", "starts_on": "2020-10-05", "evidence": "visited"},
    ),
    "person_certificate": Asked(key_of("person"), lambda p: {"occupation": "cook"}),
    "merge_search": Asked(key_of("person"), queries=lambda p: ["", f"?q={p.rows.twin.name}"]),
    "merge": Asked(
        lambda p: {"key": p.rows.spare.key, "other": p.rows.twin.key},
        lambda p: {"kept": p.rows.spare.key, "reason": "同一人"},
    ),
    "unmerge": Asked(key_of("merge"), nothing),
    "spells": Asked(),
    "spell": Asked(key_of("spell"), shared=True, by="officer_of_the_place_of_work"),
    "spell_not_begun": Asked(key_of("month_old"), lambda p: {"stands": "no", "because": "记错人"}),
    "spell_end": Asked(key_of("spell"), lambda p: {"ends_on": DAY, "left_because": "not_said"}),
    "spell_pay": Asked(
        key_of("spell"),
        lambda p: {
            "month": "2020-10",
            "received_fen": "3000",
            "confirmed_by_worker": "yes",
            "evidence": "phone",
        },
        shared=True,
    ),
    "spell_evidence": Asked(key_of("spell"), lambda p: {"evidence": "visited"}),
}
HOUSEHOLDS = {
    "household_new": Asked(body=lambda p: {"number": "62129910299", "area": str(p.township)}),
    "household": Asked(key_of("household")),
    "household_new_member": Asked(
        key_of("household"), lambda p: {"name": "新人", "id_number": a_number(p, 305)}
    ),
    "household_join": Asked(
        key_of("household"),
        lambda p: {"person": p.rows.free.key},
        queries=lambda p: ["", f"?q={p.rows.free.name}"],
    ),
    "household_end_membership": Asked(
        lambda p: {"key": p.rows.household.key, "membership": p.rows.membership.key},
        lambda p: {"until_on": DAY, "because": "moved"},
    ),
    "household_income": Asked(key_of("household"), lambda p: {"year": "2019", "wage_fen": "3400"}),
    "household_event": Asked(key_of("household"), lambda p: {"kind": "monitored", "year": "2020"}),
    "household_correct": Asked(
        key_of("household"), lambda p: {"number": p.rows.household.number, "village": "改村"}
    ),
    "household_move": Asked(
        key_of("household"), lambda p: {"to_area": str(p.next_township), "from_on": DAY, "village": "新村"}
    ),
    "household_assign": Asked(key_of("household"), lambda p: {"officer": p.rows.second_officer.key}),
}
