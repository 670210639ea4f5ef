"""What the database refuses about claims of employers as such, and about whom money goes to: on both databases alike.

A claim of an employer names nobody else and counts against that employer, or the workshop, alone: so the guard that
live claims of one limit never overlap (guards_claims) holds for them too. A payment goes to whom its claim names, and
one to an employer to an account of that very employer.
"""

from __future__ import annotations

_CLAIM, _PAYMENT = "benefits_claim", "benefits_payment"
_OWN = "NEW.subject IN ('employer', 'workshop')"
_OTHERS = """NEW.person_id IS NOT NULL OR NEW.household_id IS NOT NULL OR NEW.spell_id IS NOT NULL
  OR NEW.enrolment_id IS NOT NULL OR NEW.employer_id IS NULL OR NEW.payee <> 'employer'
  OR (NEW.subject = 'workshop') = (NEW.workshop_id IS NULL)"""
_COUNTS = """NEW.once_for <> coalesce('employer:' || NEW.employer_id, '')
  AND NEW.once_for <> coalesce('workshop:' || NEW.workshop_id, '')"""
_NAMED = """NOT EXISTS (SELECT 1 FROM benefits_decision d JOIN benefits_claim c ON c.id = d.claim_id
  WHERE d.id = NEW.decision_id AND ((c.payee = 'person' AND c.person_id = NEW.person_id)
    OR (c.payee = 'employer' AND c.employer_id = NEW.employer_id)))"""
_THEIRS = """NEW.employer_account_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM benefits_employeraccount a
  WHERE a.id = NEW.employer_account_id AND a.employer_id = NEW.employer_id)"""

_WHENS = (
    ("claim_of_employer", _CLAIM, "INSERT", f"{_OWN} AND ({_OTHERS})", "a_claim_of_an_employer_names_nobody_else"),
    ("claim_of_workshop", _CLAIM, "INSERT", f"NOT ({_OWN}) AND NEW.workshop_id IS NOT NULL",
     "a_claim_of_an_employer_names_nobody_else"),
    ("claim_counts_against", _CLAIM, "INSERT", f"{_OWN} AND {_COUNTS}", "a_claim_counts_against_its_employer"),
    ("claim_workshop_stays", _CLAIM, "UPDATE OF workshop_id", "", "written_stays_written"),
    ("payment_named", _PAYMENT, "INSERT", _NAMED, "a_payment_goes_to_whom_its_claim_names"),
    ("payment_new_account", _PAYMENT, "INSERT", _THEIRS, "an_account_is_its_employers"),
    ("payment_other_account", _PAYMENT, "UPDATE OF employer_account_id", _THEIRS, "an_account_is_its_employers"),
)  # fmt: skip
"""(name, table, event, condition, reason)."""


def _sqlite() -> list[str]:
    found = []
    for name, table, event, when, reason in _WHENS:
        asked = f" WHEN {when}" if when else ""
        found.append(
            f"CREATE TRIGGER benefits_{name} BEFORE {event} ON {table} FOR EACH ROW{asked} "
            f"BEGIN SELECT RAISE(ABORT, 'refused: {reason}'); END"
        )
    return found


def _postgresql() -> list[str]:
    # A trigger's WHEN holds no subquery here: the condition stands in the function.
    found = []
    for name, table, event, when, reason in _WHENS:
        refuse = f"RAISE EXCEPTION 'refused: {reason}' USING ERRCODE = '23514';"
        body = f"IF {when} THEN {refuse} END IF;" if when else refuse
        found += [
            f"""CREATE OR REPLACE FUNCTION benefits_{name}() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    {body}
    RETURN NEW;
END $$""",
            f"CREATE TRIGGER benefits_{name} BEFORE {event} ON {table} FOR EACH ROW "
            f"EXECUTE FUNCTION benefits_{name}()",
        ]
    return found


CLAIMS_OF_EMPLOYERS = {"sqlite": _sqlite(), "postgresql": _postgresql()}
"""The guards by vendor, for `accounts.guards.install`."""
