"""How sheets, cases and courses by hand, a workshop's page, and the rest of the person's own page are asked."""

from __future__ import annotations

from matrix.table import Asked, key_of, nothing

BY_HAND = {
    "offer_sheet": Asked(key_of("offer")),
    "protection_new": Asked(body=lambda p: {"kind": "other", "words": "有人反映"}),
    "protection_new_about": Asked(key_of("seeker"), lambda p: {"kind": "other", "words": "有人反映"}),
    "course_new": Asked(body=lambda p: {"number": "新班-1"}),
    "course_correct": Asked(key_of("course"), lambda p: {"days": "25"}),
    "course_enrol": Asked(key_of("course"), lambda p: {"person": p.rows.spare.key}),
    "reviews": Asked(queries=lambda p: ["", "?list=insurance_proposals", "?state=decided", "?mine=1"]),
    "review": Asked(
        key_of("review"),
        lambda p: {"decision": "taken_over", "because": "与单位电话核实", "channel": "self_arranged"},
    ),
    "workshop": Asked(key_of("workshop")),
}
OWN_PAGE = {
    "my_offers": Asked(by="worker"),
    "my_offer": Asked(key_of("offer"), by="worker"),
    "my_consents": Asked(by="worker"),
    "my_agree": Asked(lambda p: {"purpose": "sharing"}, nothing, by="worker", for_everybody=True),
    "my_work": Asked(by="worker"),
    "my_training": Asked(by="worker"),
    "my_readings": Asked(by="worker"),
    "my_objection": Asked(by="worker"),
    "my_record": Asked(by="worker"),
    "my_workbook": Asked(by="worker"),
}
DESK = BY_HAND | OWN_PAGE
