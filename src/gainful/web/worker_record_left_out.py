"""What a person's own record leaves out, by table, with the reason; everything else of theirs is given."""

from __future__ import annotations

LEFT_OUT: dict[str, dict[str, str]] = {
    "benefits.AccountNotice": {"account": "given as your account"},
    "benefits.Payment": {
        "decision": "given under what was decided",
        "answers": "the payment it asks back is given itself",
        "employer": "empty for a payment to a person",
        "account": "given as your account",
        "employer_account": "empty for a payment to a person",
        "batch": "it holds payments of others too",
        "end_to_end": "our own numbering of payments",
        "asked_by": "the office answers for it",
        "agreed_by": "the office answers for it",
    },
    "registry.Person": {
        "id_digest": "look-up value of the number, which is given itself",
        "id_tail_digest": "look-up value of the number, which is given itself",
        "merged_into": "the record that counts is given",
        "name_pinyin": "made from the name, to be searched by",
    },
    "registry.BankAccount": {"account_digest": "look-up value of the account, which is given itself"},
    "registry.Household": {
        "main_cause": "given with the other causes; those kept for history alone are never shown",
        "other_causes": "given under causes",
    },
    "registry.Merge": {
        "kept": "a record of their own",
        "merged": "a record of their own",
        "closed_membership": "given under the household over time",
    },
    "benefits.Claim": {
        "once_for": "our own name of whom the limit counts: themselves, their job or course, each given already",
        "enrolment": "the course is given under their courses",
        "workshop": "empty for a claim of a person",
    },
    "benefits.Decision": {
        "rule_hash": "a fingerprint of the rule's text, which everybody may read",
        "words": "what the letter says, which opens under their claims",
        "replaces": "an earlier decision of their own, given as its own row",
    },
    "benefits.Letter": {
        "decision": "given under the decisions",
        "text": "the letter itself, which opens under their claims",
    },
    "benefits.Objection": {"decision": "given under the decisions"},
    "benefits.Reopening": {
        "decision": "given under the decisions",
        "followed_by": "the later decision, given as its own row",
    },
    "benefits.NewlyDue": {
        "once_for": "our own name of whom the limit counts: themselves, their job or course"
    },
    "casework.Offer": {"consent": "given under what they agreed to"},
    "casework.Spell": {
        "offer": "given under openings shown",
        "consent": "given under what they agreed to",
        "follows": "an earlier job of their own, given as its own row",
    },
    "casework.RetractedBeginning": {"unused": "whether the database has done what the retraction says"},
    "casework.RollLine": {"payroll": "given under their pay"},
    "casework.Passenger": {"consent": "given under what they agreed to"},
    "casework.TravelAnswer": {"change": "what was changed is the journey's, given with it"},
    "casework.ReturnTransport": {"passenger": "given under journeys"},
    "casework.Review": {
        "payroll": "given under their pay",
        "attendance": "given under their attendance",
        "insurance": "given under insurance lists",
        "report": "given under what the employer reported",
        "roll_line": "given under the employer's rolls",
    },
    "casework.ProtectionCase": {
        "about_account": "whoever is complained about is told by the independent desk alone",
        "opened_by": "whoever reports something is protected",
        "closed_by": "the independent desk answers for it",
    },
    "casework.EmployerFreeze": {"lifted_by": "the independent desk answers for it"},
    "casework.WorkerCode": {"code_digest": "a used-up secret"},
    "casework.OwnSheet": {"token_digest": "a secret that stands on the paper alone"},
    "casework.Trouble": {
        "contact": "given under when we met you",
        "follow_up": "given under looking after you at work",
    },
    "casework.HelpOffered": {
        "matter": "the reason, the job and the month are given themselves",
        "trouble": "given as what you said",
        "income": "given under the household's income",
    },
    "casework.Story": {"consent": "given under what they agreed to"},
    "casework.SignReview": {"workshop": "empty for a sign of a person's own post"},
    "benefits.FraudFlag": {
        "employer": "empty for a flag about a person",
        "course": "empty for a flag about a person",
    },
    "jobs.LeaderApplication": {"leader": "given as your business"},
    "jobs.LeaderStep": {"application": "it stands under theirs"},
    "training.Certificate": {"enrolment": "given under courses"},
    "accounts.Act": {"account": "empty for what they did themselves"},
}
"""Columns that are not given, by table, with the reason."""
