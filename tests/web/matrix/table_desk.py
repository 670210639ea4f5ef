"""How sheets, cases and courses by hand, a workshop's page, and the rest of the person's own page are asked."""

from __future__ import annotations

from matrix.table import DAY, Asked, key_of, nothing

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
PLACES = {
    "workshop_recognise": Asked(key_of("workshop"), lambda p: {"plaque": "牌-1", "recognised_on": DAY}),
    "workshop_operator": Asked(key_of("workshop"), lambda p: {"name": "新经营者", "code": ""}),
    "workshop_exit": Asked(key_of("plaqued"), lambda p: {"exited_on": DAY, "because": "无用工"}),
    "workshop_review": Asked(
        lambda p: {"key": p.rows.workshop.key, "sign": "nobody_on_roll"}, lambda p: {"found": "门锁着"}
    ),
    "spell_attendance": Asked(
        key_of("post"),
        lambda p: {"unit": "month", "begins_on": "2020-10-01", "source": "paper", "present_days": "20"},
    ),
    "posts": Asked(queries=lambda p: ["", "?list=ending", "?list=no_term", "?list=no_attendance"]),
    "post": Asked(key_of("post")),
    "post_term": Asked(
        key_of("post"),
        lambda p: {
            "ends_on": "2021-08-31",
            "because": "from_ledger",
            "ledger": "台账",
            "ledger_of": "2020-10-31",
            "persons_word": "愿意做",
        },
    ),
    "post_leave": Asked(key_of("post"), lambda p: {"ends_on": DAY, "left_because": "not_said"}),
    "post_review": Asked(
        lambda p: {"key": p.rows.post.key, "sign": "paid_without_attendance"}, lambda p: {"found": "已核实"}
    ),
    "projects": Asked(),
    "project_new": Asked(body=lambda p: {"name": "新项目", "employer": "新单位"}),
    "project": Asked(key_of("project")),
    "project_openings": Asked(key_of("project"), lambda p: {"openings": [p.rows.held.key]}),
    "project_clause": Asked(
        key_of("project"), lambda p: {"contract": "合同乙", "signed_on": DAY, "promised_people": "4"}
    ),
    "leaders": Asked(),
    "leader_application": Asked(key_of("application")),
    "leader_step": Asked(
        key_of("application"), lambda p: {"passed": "yes", "done_on": DAY, "decided_by": "村委会"}
    ),
    "leader": Asked(key_of("leader")),
    "leader_household": Asked(
        key_of("leader"),
        lambda p: {"household": p.rows.household.number, "year": "2020", "evidence": "收购合同"},
    ),
    "person_leader": Asked(key_of("spare"), lambda p: {"business_name": "新社", "applied_on": DAY}),
}
OWN_PAGE = {
    "my_offers": Asked(by="worker"),
    "my_offer": Asked(key_of("offer"), by="worker"),
    "my_consents": Asked(by="worker"),
    "my_agree": Asked(lambda p: {"purpose": "sharing"}, nothing, by="worker", for_everybody=True),
    "my_work": Asked(by="worker"),
    "my_benefits": Asked(by="worker"),
    "my_training": Asked(by="worker"),
    "my_readings": Asked(by="worker"),
    "my_objection": Asked(by="worker"),
    "my_record": Asked(by="worker"),
    "my_workbook": Asked(by="worker"),
}
DESK = BY_HAND | PLACES | OWN_PAGE
