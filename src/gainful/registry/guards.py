"""What the database itself refuses in the registry, whoever writes and however.

Wishes are appended: no answer is changed or deleted. A consent is given once: only its withdrawal may be added,
and a withdrawn one never lives again. Of a merge only its undoing may be added. `gainful_undoing()` lets an undone
batch of workbooks put rows back as they were; what a person withdrew with their own code stays withdrawn even then.

A refusal arrives as IntegrityError on both databases; the words behind the colon are the reason.
"""

from __future__ import annotations

from collections.abc import Sequence

TABLES = [
    "registry_household",
    "registry_registrationevent",
    "registry_person",
    "registry_membership",
    "registry_bankaccount",
    "registry_householdincome",
    "registry_wish",
    "registry_consent",
    "registry_merge",
]
"""Every table of the chapter: each is under audit."""

# The area is where the person lives now, so that it may change.
WISH_COLUMNS = (
    "key",
    "person_id",
    "asked_on",
    "willing",
    "scope",
    "occupations",
    "any_occupation",
    "pay_at_least_fen",
    "training_willing",
    "training_occupation",
    "own_business_willing",
    "care",
    "stays_within",
    "available_on",
    "services_wanted",
    "how",
    "recorded_by_id",
    "recorded_at",
)
CONSENT_COLUMNS = ("key", "person_id", "purpose", "given_on", "given_at", "how", "evidence", "recorded_by_id")
WITHDRAWAL_COLUMNS = ("withdrawn_on", "withdrawn_at", "withdrawn_how")
ACCOUNT_COLUMNS = ("key", "person_id", "account_sealed", "account_digest", "stated_on", "recorded_on")
MERGE_COLUMNS = ("key", "area", "kept_id", "merged_id", "reason", "merged_at", "closed_membership_id")

NOT_UNDOING = "NOT gainful_undoing()"
HAS_CHANGED = (
    "OLD.withdrawn_at IS NOT NULL AND (gainful_undoing() = {false} OR OLD.withdrawn_how = 'own_code')"
)


def _changed(columns: Sequence[str], differs: str) -> str:
    return "(" + " OR ".join(f'OLD."{column}" {differs} NEW."{column}"' for column in columns) + ")"


def _sqlite(name: str, when: str, table: str, condition: str, reason: str) -> str:
    return (
        f"CREATE TRIGGER {name} BEFORE {when} ON {table} WHEN {condition} "
        f"BEGIN SELECT RAISE(ABORT, 'refused: {reason}'); END"
    )


def _postgresql(name: str, when: str, table: str, condition: str, reason: str) -> str:
    return (
        f"CREATE TRIGGER {name} BEFORE {when} ON {table} FOR EACH ROW WHEN ({condition}) "
        f"EXECUTE FUNCTION registry_refuse('{reason}')"
    )


# The first migrations install what reads the columns of their day.
LATER_COLUMNS = ("stays_within",)


def _guards(differs: str, false: str, *, first: bool = False) -> list[tuple[str, str, str, str, str]]:
    """(name, event, table, condition, reason) of each guard; `differs` compares blanks too."""

    def columns(names: Sequence[str]) -> str:
        return "UPDATE OF " + ", ".join(f'"{name}"' for name in names)

    revived = f"{_changed(WITHDRAWAL_COLUMNS, differs)} AND {HAS_CHANGED.format(false=false)}"
    fixed = {
        "registry_wish": (
            [name for name in WISH_COLUMNS if not first or name not in LATER_COLUMNS],
            "wishes_are_appended",
        ),
        "registry_consent": (CONSENT_COLUMNS, "a_consent_is_given_once"),
        "registry_merge": (MERGE_COLUMNS, "a_merge_is_kept"),
    }
    guards = [("registry_consent_withdrawn", columns(WITHDRAWAL_COLUMNS), "registry_consent", revived,
               "a_withdrawn_consent_stays_withdrawn")]  # fmt: skip
    for table, (names, reason) in fixed.items():
        changed = f"{_changed(names, differs)} AND {NOT_UNDOING}"
        guards.append((f"{table}_fixed", columns(names), table, changed, reason))
        guards.append((f"{table}_kept", "DELETE", table, NOT_UNDOING, reason))
    if not first:
        # Another account is another row: which was open on a day, and since when it is known, is never rewritten.
        changed = f"{_changed(ACCOUNT_COLUMNS, differs)} AND {NOT_UNDOING}"
        guards.append(("registry_bankaccount_fixed", columns(ACCOUNT_COLUMNS), "registry_bankaccount", changed,
                       "an_account_is_replaced_not_changed"))  # fmt: skip
        reopened = f"OLD.closed_on IS NOT NULL AND NEW.closed_on IS NULL AND {NOT_UNDOING}"
        guards.append(("registry_bankaccount_closed", "UPDATE OF closed_on", "registry_bankaccount", reopened,
                       "an_account_is_replaced_not_changed"))  # fmt: skip
        unknown = f"NEW.recorded_on IS NULL AND {NOT_UNDOING}"
        guards.append(("registry_bankaccount_known", "INSERT", "registry_bankaccount", unknown,
                       "an_account_says_when_it_was_recorded"))  # fmt: skip
    return guards


# A day without its moment would leave a withdrawn consent alive; the machine's own clock bounds what is yet to come.
_HALF = "(NEW.withdrawn_on IS NULL) <> (NEW.withdrawn_at IS NULL)"
_TO_COME = {
    "sqlite": "NEW.given_on > date('now', '+1 day') OR NEW.given_at > datetime('now', '+1 day')",
    "postgresql": "NEW.given_on > current_date + 1 OR NEW.given_at > now() + interval '1 day'",
}


def _consents(vendor: str) -> list[tuple[str, str, str, str, str]]:
    changed = f"UPDATE OF {', '.join(WITHDRAWAL_COLUMNS)}"
    half, to_come = "a_withdrawal_has_its_day_and_moment", "a_consent_is_not_given_ahead"
    return [
        ("registry_consent_half_new", "INSERT", "registry_consent", _HALF, half),
        ("registry_consent_half", changed, "registry_consent", _HALF, half),
        ("registry_consent_ahead", "INSERT", "registry_consent", _TO_COME[vendor], to_come),
    ]


_REFUSE = """CREATE OR REPLACE FUNCTION registry_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'refused: %', TG_ARGV[0] USING ERRCODE = '23514';
END $$"""


def _by_vendor(*, first: bool) -> dict[str, list[str]]:
    on_sqlite = _guards("IS NOT", "0", first=first) + _consents("sqlite")
    on_postgresql = _guards("IS DISTINCT FROM", "false", first=first) + _consents("postgresql")
    return {
        "sqlite": [_sqlite(*one) for one in on_sqlite],
        "postgresql": [_REFUSE, *(_postgresql(*one) for one in on_postgresql)],
    }


FIRST_GUARDS = _by_vendor(first=True)
"""What the first migrations install, before the columns of later ones stand."""
GUARDS = _by_vendor(first=False)
"""The guards by vendor, for `accounts.guards.install`."""
ACCOUNT_GUARDS = {
    vendor: [one for one in guards if "registry_bankaccount_" in one] for vendor, guards in GUARDS.items()
}
"""Those of bank accounts, which 0008_accounts_recorded installs."""
WISH_GUARDS = {
    vendor: [one for one in guards if one not in ACCOUNT_GUARDS[vendor]] for vendor, guards in GUARDS.items()
}
"""What 0005_stays_within installs again, before accounts have all their columns."""
