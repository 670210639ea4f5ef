"""What casework says when it refuses about beginnings and the questions before them, in English and Chinese."""

from __future__ import annotations

SPELL_REFUSALS: dict[str, dict[str, str]] = {
    "only_placements_are_retracted": {
        "en": "This job was recorded as told, not begun from an offer: undo the import that brought it, or record "
        "its end.",
        "zh": "该就业是据实登记的，不是由推荐岗位上岗的：请撤销带来该记录的导入，或登记离岗。",
    },
    "not_begun": {
        "en": "This placement is not recorded as begun, so there is no beginning to take back.",
        "zh": "该安置未登记上岗，没有可撤销的上岗记录。",
    },
    "work_was_told_of": {
        "en": "Pay came for this job, or a follow-up found them at work: it did begin. Record the end of the job "
        "instead.",
        "zh": "该岗位已有工资到账，或回访时本人在岗：确已上岗。请改为登记离岗。",
    },
    "grave_as_answered": {
        "en": "Whether the answers are grave follows from the answers.",
        "zh": "是否严重须与所答一致。",
    },
    "say_why_it_never_began": {
        "en": "A placement recorded as begun does not vanish: retract its beginning with a reason, or record its end.",
        "zh": "已登记上岗的安置不能直接抹去：请写明原因撤销上岗，或登记离岗。",
    },
}
