"""What each refusal about people's own businesses and loans says, in both languages."""

from __future__ import annotations

OWN_REFUSALS: dict[str, dict[str, str]] = {
    "say_its_name": {"en": "Say what the business is called.", "zh": "请填写经营主体名称。"},
    "business_recorded_already": {
        "en": "A business of theirs with a licence of {day} is on record already. Put that one right instead.",
        "zh": "本人登记日期为{day}的经营主体已在系统中，请在原记录上更正。",
    },
    "no_such_business": {
        "en": "This person has no such business on record.",
        "zh": "系统中没有此人的该经营主体。",
    },
    "not_stated_of_a_business": {
        "en": "This is not stated of a business: it is reckoned from its days, or said year by year with its taxes.",
        "zh": "该事实不由材料登记：或按登记日期推算，或按年度随税费登记。",
    },
    "say_for_which_year_of_business": {
        "en": "Say for which year it is: from {earliest}, when the business began, to {latest}.",
        "zh": "请注明所属年度：自登记当年{earliest}年至{latest}年。",
    },
    "say_each_tax": {
        "en": "Say what is due of each tax, in yuan; where nothing is due, say 0.",
        "zh": "请逐项填写各税费应缴额（元）；没有的填0。",
    },
}
