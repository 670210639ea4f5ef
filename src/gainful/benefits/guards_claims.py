"""What the database refuses about claims: two for one period, a decision altered, one officer in two places.

Both databases say the same. Two live claims of one rule for one `once_for` never overlap: on PostgreSQL by an
exclusion constraint, which needs the extension btree_gist, on SQLite by triggers, where one writer at a time is all
there is. A refusal arrives as IntegrityError; the words behind the colon are the reason.
"""

from __future__ import annotations

TABLES = ["benefits_factseen"]
"""The table of 0002_claims, under audit like those of 0001."""

OVERLAP = "live_claims_do_not_overlap"
"""The exclusion constraint on PostgreSQL."""

STAYS = {
    "benefits_claim": (
        "rule, subject, about, once_for, person_id, household_id, employer_id, spell_id, enrolment_id, payee, "
        "period_from, period_to, found, how, asked_on, asked_by_id, apply_by"
    ),
    "benefits_evidence": "claim_id, kind, seen_on, seen_by_id, kept_at",
    "benefits_factseen": "claim_id, fact, value_sealed, seen_on, seen_by_id, kept_at",
    "benefits_decision": (
        'claim_id, kind, replaces_id, grants, amount_fen, "on", place, rule_hash, conditions, facts_sealed, '
        "words_sealed, decided_by_id, decided_on"
    ),
    "benefits_letter": "decision_id, language, made_on, sha256",
    "benefits_objection": "decision_id, kind, words_sealed, how, made_on, recorded_by_id, answer_by",
    "benefits_reopening": "decision_id, fact, words_sealed, found_on",
}
"""Columns that are never rewritten; no row of these tables is deleted."""

_ONCE = {
    "benefits_decision": (
        "state, second_id, second_on, returned_because, object_by",
        "OLD.state <> 'proposed'",
        "decided_already",
    ),
    "benefits_letter": ("told_on, how, told_by_id", "OLD.told_on IS NOT NULL", "told_already"),
    "benefits_objection": (
        "outcome, answered_by_id, answered_on, answer",
        "OLD.answered_on IS NOT NULL",
        "answered_already",
    ),
    "benefits_reopening": (
        "settled_on, settled_by_id, followed_by_id, because",
        "OLD.settled_on IS NOT NULL",
        "settled_already",
    ),
}
"""What is filled in once, and when it is."""

_MOVES = """NOT (NEW.state = OLD.state
  OR (OLD.state = 'open' AND NEW.state IN ('decided', 'withdrawn'))
  OR (OLD.state = 'decided' AND NEW.state IN ('open', 'approved', 'refused'))
  OR (OLD.state = 'approved' AND NEW.state = 'refused')
  OR (OLD.state = 'refused' AND NEW.state = 'approved'))"""
_LATEST = """EXISTS (SELECT 1 FROM benefits_decision d WHERE d.claim_id = NEW.id AND d.state = 'approved'
  AND d.grants = {grants} AND NOT EXISTS (SELECT 1 FROM benefits_decision r WHERE r.replaces_id = d.id
  AND r.state = 'approved'))"""
_TWO = """SELECT 1 FROM benefits_decision d WHERE d.id = NEW.decision_id
  AND NEW.answered_by_id IN (d.decided_by_id, d.second_id)"""
_APPROVED = "SELECT 1 FROM benefits_decision d WHERE d.id = NEW.decision_id AND d.state = 'approved'"
_OTHER = """SELECT 1 FROM benefits_decision d WHERE d.id = NEW.replaces_id AND d.claim_id = NEW.claim_id
  AND d.state = 'approved'"""


def _whens(true: str) -> list[tuple[str, str, str, str, str]]:
    """(trigger, table, event, when, reason) of what both databases say in the same words; `true` is their word."""
    granted, refused = _LATEST.format(grants=true), _LATEST.format(grants="0" if true == "1" else "false")
    return [
        ("claim_moves", "benefits_claim", "UPDATE OF state", _MOVES, "a_claim_goes_its_way"),
        ("claim_new", "benefits_claim", "INSERT", "NEW.state <> 'open'", "a_claim_starts_open"),
        ("claim_granted", "benefits_claim", "UPDATE OF state",
         f"NEW.state = 'approved' AND NOT {granted}", "no_approved_decision"),
        ("claim_refused", "benefits_claim", "UPDATE OF state",
         f"NEW.state = 'refused' AND NOT {refused}", "no_approved_decision"),
        ("decision_new", "benefits_decision", "INSERT", "NEW.state <> 'proposed'", "a_decision_starts_proposed"),
        ("decision_follows", "benefits_decision", "INSERT",
         f"(NEW.kind = 'first' AND NEW.replaces_id IS NOT NULL) OR (NEW.kind <> 'first' AND NOT EXISTS ({_OTHER}))",
         "a_later_decision_names_which_it_replaces"),
        ("objection_new", "benefits_objection", "INSERT",
         f"NEW.answered_on IS NOT NULL OR NOT EXISTS ({_APPROVED})", "an_objection_is_to_an_approved_decision"),
        ("objection_answered", "benefits_objection", "UPDATE OF answered_by_id",
         f"EXISTS ({_TWO})", "who_decided_answers_no_objection"),
    ]  # fmt: skip


_LIVE = "NEW.state NOT IN ('refused', 'withdrawn')"
_TWICE = """EXISTS (SELECT 1 FROM benefits_claim c WHERE c.rule = NEW.rule AND c.once_for = NEW.once_for
  AND c.id <> NEW.id AND c.state NOT IN ('refused', 'withdrawn') AND c.period_from <= NEW.period_to
  AND NEW.period_from <= c.period_to)"""


def _sqlite() -> list[str]:
    def trigger(name: str, table: str, event: str, when: str, reason: str, time: str = "BEFORE") -> str:
        head = f"CREATE TRIGGER benefits_{name} {time} {event} ON {table} FOR EACH ROW"
        return f"{head} WHEN {when} BEGIN SELECT RAISE(ABORT, 'refused: {reason}'); END"

    found = []
    for event, name in (("INSERT", "new"), ("UPDATE OF state", "again")):
        found.append(
            trigger(f"claim_once_{name}", "benefits_claim", event, f"{_LIVE} AND {_TWICE}", OVERLAP, "AFTER")
        )
    for table, columns in STAYS.items():
        one = table.removeprefix("benefits_")
        found.append(trigger(f"{one}_stays", table, f"UPDATE OF {columns}", "1", "written_stays_written"))
        found.append(trigger(f"{one}_kept", table, "DELETE", "1", "written_stays_written"))
    for table, (columns, when, reason) in _ONCE.items():
        one = table.removeprefix("benefits_")
        found.append(trigger(f"{one}_once", table, f"UPDATE OF {columns}", when, reason))
    return found + [trigger(*one) for one in _whens("1")]


def _postgresql() -> list[str]:
    found = [
        f"""ALTER TABLE benefits_claim ADD CONSTRAINT {OVERLAP} EXCLUDE USING gist (rule WITH =, once_for WITH =,
        daterange(period_from, period_to, '[]') WITH &&) WHERE (state NOT IN ('refused', 'withdrawn'))""",
        """CREATE OR REPLACE FUNCTION benefits_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'refused: %', TG_ARGV[0] USING ERRCODE = '23514';
END $$""",
    ]

    def trigger(name: str, table: str, event: str, when: str, reason: str) -> str:
        head = f"CREATE TRIGGER benefits_{name} BEFORE {event} ON {table} FOR EACH ROW"
        return f"{head} WHEN ({when}) EXECUTE FUNCTION benefits_refuse('{reason}')"

    for table, columns in STAYS.items():
        one = table.removeprefix("benefits_")
        found.append(trigger(f"{one}_stays", table, f"UPDATE OF {columns}", "true", "written_stays_written"))
        found.append(trigger(f"{one}_kept", table, "DELETE", "true", "written_stays_written"))
    for table, (columns, when, reason) in _ONCE.items():
        one = table.removeprefix("benefits_")
        found.append(trigger(f"{one}_once", table, f"UPDATE OF {columns}", when, reason))
    # A trigger's WHEN holds no subquery here: those stand in a function of their own.
    for name, table, event, when, reason in _whens("true"):
        if "SELECT" not in when:
            found.append(trigger(name, table, event, when, reason))
            continue
        found += [
            f"""CREATE OR REPLACE FUNCTION benefits_{name}() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF {when} THEN
        RAISE EXCEPTION 'refused: {reason}' USING ERRCODE = '23514';
    END IF;
    RETURN NEW;
END $$""",
            f"CREATE TRIGGER benefits_{name} BEFORE {event} ON {table} FOR EACH ROW "
            f"EXECUTE FUNCTION benefits_{name}()",
        ]
    return found


CLAIMS = {"sqlite": _sqlite(), "postgresql": _postgresql()}
"""The guards by vendor, for `accounts.guards.install`."""
