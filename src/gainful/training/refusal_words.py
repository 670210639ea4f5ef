"""What training says when it refuses, in English and Chinese."""

from __future__ import annotations

REFUSALS: dict[str, dict[str, str]] = {
    "course_needs_a_number": {"en": "A course needs its number.", "zh": "请填写班级编号。"},
    "not_a_course_fact": {
        "en": "Nothing of that name is kept of a course: {names}.",
        "zh": "班级信息中没有这些项目：{names}。",
    },
    "attendance_over_days": {
        "en": "More days attended than the course has ({days}).",
        "zh": "出勤天数超过培训天数（{days}天）。",
    },
    "enrolment_of_somebody_else": {
        "en": "That seat in the course is somebody else's.",
        "zh": "该培训名额不属于此人。",
    },
    "certificate_before_course": {
        "en": "The certificate would be awarded before the course began.",
        "zh": "发证日期早于开班日期。",
    },
}
