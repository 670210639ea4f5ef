"""How services owed, contacts, plans, people's own words, rolls and the ministry's forms are asked."""

from __future__ import annotations

from matrix.table import DAY, Asked, key_of

ONE_TO_ONE = {
    "services_owed": Asked(queries=lambda p: ["", "?mine=1"]),
    "new_openings": Asked(),
    "service_given": Asked(lambda p: {"key": p.rows.seeker.key, "kind": "career_guidance"}, lambda p: {}),
    "person_contact": Asked(key_of("person"), lambda p: {"met_on": DAY, "how": "visit", "words": "在家"}),
    "person_plan": Asked(key_of("person"), lambda p: {"written_on": DAY, "words": "下周去看岗位"}),
}
FORMS = {
    "forms_out": Asked(),
    "form_out": Asked(lambda p: {"area": p.county, "form": "working"}),
}
LEARNING = ONE_TO_ONE | FORMS
