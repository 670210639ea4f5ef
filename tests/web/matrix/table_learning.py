"""How services owed, contacts, plans, people's own words, rolls and the ministry's forms are asked."""

from __future__ import annotations

from matrix.table import DAY, Asked, key_of, nothing

ONE_TO_ONE = {
    "services_owed": Asked(queries=lambda p: ["", "?mine=1"]),
    "new_openings": Asked(),
    "service_given": Asked(lambda p: {"key": p.rows.seeker.key, "kind": "career_guidance"}, lambda p: {}),
    "person_contact": Asked(
        key_of("person"),
        lambda p: {
            "met_on": DAY,
            "how": "visit",
            "words": "在家",
            "trouble": "disaster",
            "trouble_words": "房顶漏了",
        },
    ),
    "person_plan": Asked(key_of("person"), lambda p: {"written_on": DAY, "words": "下周去看岗位"}),
}
FORMS = {
    "forms_out": Asked(),
    "form_out": Asked(lambda p: {"area": p.county, "form": "working"}),
}
TRAINING = {
    "course_roll": Asked(
        key_of("course"),
        lambda p: {"day": "2020-10-30", "roll": "paper", f"seat_{p.rows.enrolment.key}": "came"},
    ),
    "roll_case": Asked(key_of("roll_case"), lambda p: {"outcome": "两人都在"}),
    "seat_month": Asked(
        lambda p: {"key": p.rows.work_course.key, "enrolment": p.rows.work_seat.key},
        lambda p: {"month": "2020-10", "evidence": "培训台账"},
    ),
    "person_award": Asked(key_of("person"), lambda p: {"kind": "competition", "title": "县技能大赛"}),
}
AT_DESK = {
    "person_goal": Asked(key_of("person"), lambda p: {"words": "学会修车"}),
    "person_story": Asked(key_of("person"), lambda p: {"words": "以前种地"}),
    "goal_step": Asked(key_of("goal"), lambda p: {"words": "报名"}),
    "goal_state": Asked(key_of("goal"), lambda p: {"state": "reached"}),
    "step_taken": Asked(key_of("step"), nothing),
    "story_share": Asked(key_of("story"), nothing),
    "story_down": Asked(key_of("shared_story"), nothing),
}
OWN = {
    "my_goals": Asked(body=lambda p: {"words": "学会修车"}, by="worker"),
    "my_step": Asked(key_of("goal"), lambda p: {"words": "报名"}, by="worker"),
    "my_goal_state": Asked(key_of("goal"), lambda p: {"state": "reached"}, by="worker"),
    "my_step_taken": Asked(key_of("step"), nothing, by="worker"),
    "my_stories": Asked(body=lambda p: {"words": "以前种地"}, by="worker"),
    "my_story_share": Asked(key_of("story"), nothing, by="worker"),
    "my_story_back": Asked(key_of("shared_story"), nothing, by="worker"),
}
LEARNING = ONE_TO_ONE | FORMS | TRAINING | AT_DESK | OWN
