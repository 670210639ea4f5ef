"""What each refusal about claims of employers says, in both languages."""

from __future__ import annotations

EMPLOYER_REFUSALS: dict[str, dict[str, str]] = {
    "not_a_claim_of_employers": {
        "en": "This rule is not about employers or workshops as such, or pays nobody. What is due for a worker is"
        " asked for on the worker's page.",
        "zh": "该政策不以用人单位或车间本身为对象，或不发放资金。与某位劳动者有关的待遇，请在该劳动者页面申请。",
    },
    "no_such_workshop_of_theirs": {
        "en": "This rule is about a workshop, or holds elsewhere: no workshop that the employer runs and where the"
        " rule holds was named.",
        "zh": "该政策针对车间，或不适用于此地：未指明该单位经营的、适用该政策的车间。",
    },
    "not_a_stated_fact": {
        "en": "This fact is not stated of employers: it is read from the jobs, rolls and lists on record.",
        "zh": "该事实不由单位材料登记，而取自系统内的务工记录、名册和名单。",
    },
    "say_for_which_year": {
        "en": "Say for which year it is: from 2000 to {latest}.",
        "zh": "请注明所属年度：2000年至{latest}年。",
    },
    "say_since_when": {
        "en": "Say on which day, or since which day, it is so.",
        "zh": "请注明截至或自何日起如此。",
    },
    "a_claim_of_an_employer_names_nobody_else": {
        "en": "A claim of an employer, or of its workshop, is about nobody's own life and is paid to the employer.",
        "zh": "用人单位或车间的申请不涉及个人，款项只支付给该单位。",
    },
    "a_claim_counts_against_its_employer": {
        "en": "A claim of an employer counts against that employer, or the workshop that it names.",
        "zh": "用人单位的申请只计入该单位或所指明的车间。",
    },
    "a_payment_goes_to_whom_its_claim_names": {
        "en": "A payment goes to the person or the employer whom its claim names.",
        "zh": "款项只能支付给申请所指明的个人或用人单位。",
    },
    "an_account_is_its_employers": {
        "en": "An employer is paid to an account of its own.",
        "zh": "款项只能打入该用人单位自己的账户。",
    },
}
