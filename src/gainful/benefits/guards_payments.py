"""What the database refuses about budgets, batches, payments and books, and the entries that it writes itself.

Both databases say the same. A budget is charged, a ledger entry is written and a payment goes its way by triggers, so
that nobody can move money without its entry. On PostgreSQL the budget's row is locked by the very statement that adds
to it. A refusal arrives as IntegrityError; the words behind the colon are the reason.
"""

from __future__ import annotations

TABLES = ["benefits_employeraccount", "benefits_accountnotice", "benefits_budgetcharge"]
"""The tables of 0003_payments, under audit like those of 0001."""

STAYS = {
    "benefits_batch": "key, form, message_id, pay_on, count, total_fen, sha256, made_by_id, made_on",
    "benefits_payment": (
        "key, decision_id, purpose, answers_id, person_id, employer_id, amount_fen, due_on, end_to_end"
    ),
    "benefits_budgetcharge": "key, budget_id, decision_id, amount_fen",
    "benefits_bankanswer": "key, batch_id, message_id, sha256, read_by_id, read_on, paid, returned",
    "benefits_employeraccount": (
        "key, employer_id, account_sealed, account_digest, stated_on, recorded_on, recorded_by_id"
    ),
    "benefits_ledgerentry": 'key, debit, credit, amount_fen, payment_id, "on", because',
}
"""Columns that are never rewritten; no row of these tables is deleted."""

_BATCH_MOVES = """NOT (NEW.state = OLD.state OR (OLD.state = 'made' AND NEW.state IN ('checked', 'returned'))
  OR (OLD.state = 'checked' AND NEW.state IN ('released', 'returned'))
  OR (OLD.state = 'released' AND NEW.state = 'answered'))"""
_PAYMENT_MOVES = """NOT (NEW.state = OLD.state OR (OLD.state = 'ready' AND NEW.state IN ('batched', 'cancelled'))
  OR (OLD.state = 'batched' AND NEW.state IN ('ready', 'sent'))
  OR (OLD.state = 'sent' AND NEW.state IN ('paid', 'returned'))
  OR (OLD.state = 'demanded' AND NEW.state IN ('paid_back', 'written_off')))
  OR NEW.moved_on < OLD.moved_on"""
_MEMBERS = "benefits_payment p WHERE p.batch_id = NEW.id AND p.state = 'batched'"
_FOUND = "NEW.state IN ('checked', 'released') AND NEW.state <> OLD.state"
_COUNTED = f"(SELECT count(*) FROM {_MEMBERS}) <> NEW.count"  # noqa: S608 our own tables
_SUMMED = f"(SELECT coalesce(sum(p.amount_fen), 0) FROM {_MEMBERS}) <> NEW.total_fen"  # noqa: S608 our own tables
_ADDS_UP = f"{_FOUND} AND ({_COUNTED} OR {_SUMMED})"
_WHO = """(OLD.checked_by_id IS NOT NULL AND coalesce(NEW.checked_by_id, 0) <> OLD.checked_by_id)
  OR (OLD.released_by_id IS NOT NULL AND coalesce(NEW.released_by_id, 0) <> OLD.released_by_id)
  OR (OLD.checked_by_id IS NULL AND NEW.checked_by_id IS NOT NULL
      AND NOT (OLD.state = 'made' AND NEW.state = 'checked'))
  OR (NEW.state IN ('checked', 'released', 'answered') AND NEW.checked_by_id IS NULL)"""
_BATCH_OF = "SELECT 1 FROM benefits_batch b WHERE b.id = {row}.batch_id AND b.state = '{state}'"
_JOINS = f"""coalesce(NEW.batch_id, 0) <> coalesce(OLD.batch_id, 0) AND NOT (
  (OLD.batch_id IS NULL AND OLD.state = 'ready' AND NEW.state = 'batched'
   AND EXISTS ({_BATCH_OF.format(row="NEW", state="made")}))
  OR (NEW.batch_id IS NULL AND OLD.state = 'batched' AND NEW.state = 'ready'
      AND EXISTS ({_BATCH_OF.format(row="OLD", state="returned")})))"""
_SENT = f"NEW.state IN ('sent', 'paid', 'returned') AND NOT EXISTS ({_BATCH_OF.format(row='NEW', state='released')})"
_GRANTED = (
    """SELECT 1 FROM benefits_decision d WHERE d.id = NEW.decision_id AND d.state = 'approved' AND d.grants"""
)
_TAKEN = "(SELECT coalesce(sum(c.amount_fen), 0) FROM benefits_payment c WHERE c.answers_id = NEW.answers_id)"
_PAID = f"""SELECT 1 FROM benefits_payment p WHERE p.id = NEW.answers_id AND p.state = 'paid'
  AND p.amount_fen >= NEW.amount_fen + {_TAKEN}"""  # noqa: S608 our own tables
_NAMELESS = "(NEW.account_id IS NULL) = (NEW.employer_account_id IS NULL)"


def _whens() -> list[tuple[str, str, str, str, str]]:
    """(name, table, event, condition, reason): what both databases refuse in the same words."""
    found = []
    for table, columns in STAYS.items():
        one = table.removeprefix("benefits_")
        found.append((f"{one}_stays", table, f"UPDATE OF {columns}", "", "written_stays_written"))
        found.append((f"{one}_kept", table, "DELETE", "", "written_stays_written"))
    return [
        *found,
        ("budget_new", "benefits_budget", "INSERT", "NEW.committed_fen <> 0", "a_budget_starts_uncharged"),
        ("charge_back", "benefits_budgetcharge", "UPDATE OF given_back",
         "OLD.given_back AND NOT NEW.given_back", "written_stays_written"),
        ("employeraccount_closed", "benefits_employeraccount", "UPDATE OF closed_on",
         "OLD.closed_on IS NOT NULL AND NEW.closed_on IS NULL", "written_stays_written"),
        ("batch_new", "benefits_batch", "INSERT",
         "NEW.state <> 'made' OR NEW.checked_by_id IS NOT NULL OR NEW.text_sealed <> ''", "a_batch_starts_made"),
        ("batch_moves", "benefits_batch", "UPDATE OF state", _BATCH_MOVES, "a_batch_goes_its_way"),
        ("batch_who", "benefits_batch", "UPDATE OF state, checked_by_id, released_by_id", _WHO,
         "a_batch_goes_its_way"),
        ("batch_sum", "benefits_batch", "UPDATE OF state", _ADDS_UP, "batch_does_not_add_up"),
        ("batch_text", "benefits_batch", "UPDATE OF text_sealed",
         "NOT (OLD.state = 'checked' AND NEW.state = 'released')", "written_stays_written"),
        ("batch_done", "benefits_batch", "UPDATE OF state",
         "NEW.state = 'answered' AND EXISTS (SELECT 1 FROM benefits_payment p WHERE p.batch_id = NEW.id "
         "AND p.state NOT IN ('paid', 'returned'))", "a_batch_goes_its_way"),
        ("payment_new", "benefits_payment", "INSERT",
         "NOT ((NEW.purpose = 'pay' AND NEW.state = 'ready') "
         "OR (NEW.purpose = 'clawback' AND NEW.state = 'demanded'))", "a_payment_starts_ready"),
        ("payment_granted", "benefits_payment", "INSERT",
         f"NEW.purpose = 'pay' AND NOT EXISTS ({_GRANTED})", "no_approved_grant"),
        ("payment_taken", "benefits_payment", "INSERT",
         f"NEW.purpose = 'clawback' AND NOT EXISTS ({_PAID})", "no_more_is_taken_back_than_was_paid"),
        ("payment_account", "benefits_payment", "UPDATE OF account_id, employer_account_id",
         "OLD.state <> 'ready'", "written_stays_written"),
        ("payment_moves", "benefits_payment", "UPDATE OF state", _PAYMENT_MOVES, "a_payment_goes_its_way"),
        ("payment_joins", "benefits_payment", "UPDATE OF batch_id", _JOINS, "a_batch_stays_as_it_was_made"),
        ("payment_whom", "benefits_payment", "UPDATE OF state",
         f"NEW.state = 'batched' AND {_NAMELESS}", "no_account"),
        ("payment_sent", "benefits_payment", "UPDATE OF state", _SENT, "a_payment_goes_its_way"),
    ]  # fmt: skip


ENTRIES = (
    ("", "ready", (("granted", "owed", "granted"),)),
    ("", "demanded", (("demanded", "granted", "demanded back"),)),
    ("ready", "cancelled", (("owed", "granted", "cancelled"),)),
    ("batched", "sent", (("owed", "sent", "released"),)),
    ("sent", "paid", (("sent", "bank", "paid"),)),
    ("sent", "returned", (("sent", "owed", "returned by the bank"), ("owed", "granted", "to be paid anew"))),
    ("demanded", "paid_back", (("bank", "demanded", "paid back"),)),
    ("demanded", "written_off", (("written_off", "demanded", "written off"),)),
)
"""Which entries (debit, credit, because) a payment's change from one state into another writes; "" is its making."""


def standing(state: str) -> dict[str, int]:
    """How often a payment's amount stands on each account of the books by its state: debit 1, credit -1."""
    ways: dict[str, dict[str, int]] = {"": {}}
    pending = [*ENTRIES, ("ready", "batched", ())]
    while pending:
        before, after, entries = one = next(e for e in pending if e[0] in ways)
        pending.remove(one)
        found = dict(ways[before])
        for debit, credit, _because in entries:
            found[debit] = found.get(debit, 0) + 1
            found[credit] = found.get(credit, 0) - 1
        ways[after] = {book: times for book, times in found.items() if times}
    return ways[state]


_PLACES = ", ".join(
    ["NEW.area", *(f"NEW.area / {size} * {size}" for size in (10**3, 10**6, 10**8, 10**10)), "0"]
)
_CHARGE = """UPDATE benefits_budgetcharge SET given_back = TRUE WHERE decision_id = NEW.replaces_id AND NOT given_back;
    INSERT INTO benefits_budgetcharge ("key", area, budget_id, decision_id, amount_fen, given_back)
    SELECT {key}, b.area, b.id, NEW.id, NEW.amount_fen, FALSE
    FROM benefits_budget b JOIN benefits_claim c ON c.id = NEW.claim_id
    WHERE NEW.grants AND b.rule = c.rule AND b.year = {year} AND b.area IN ({places})
    ORDER BY b.area DESC LIMIT 1;"""
_ENTRY = """INSERT INTO benefits_ledgerentry ("key", area, debit, credit, amount_fen, payment_id, "on", because)
    VALUES ({key}, NEW.area, '{debit}', '{credit}', NEW.amount_fen, NEW.id, NEW.moved_on, '{because}');"""
_BACK = (
    """UPDATE benefits_budget SET committed_fen = committed_fen - NEW.amount_fen WHERE id = NEW.budget_id;"""
)


_SPENT = """SELECT RAISE(ABORT, 'refused: budget_spent')
    WHERE EXISTS (SELECT 1 FROM benefits_budget b WHERE b.id = NEW.budget_id
      AND b.committed_fen + NEW.amount_fen > b.amount_fen);"""


def _entry_name(before: str, after: str) -> str:
    return f"payment_books_{before or 'new'}_{after}"


def _sqlite() -> list[str]:
    key = "lower(hex(randomblob(8)))"

    def trigger(name: str, time: str, event: str, table: str, when: str, body: str) -> str:
        asked = f" WHEN {when}" if when else ""
        return (
            f"CREATE TRIGGER benefits_{name} {time} {event} ON {table} FOR EACH ROW{asked} BEGIN {body} END"
        )

    found = [
        trigger(name, "BEFORE", event, table, when, f"SELECT RAISE(ABORT, 'refused: {reason}');")
        for name, table, event, when, reason in _whens()
    ]
    charge = _CHARGE.format(key=key, year="CAST(strftime('%Y', NEW.second_on) AS INTEGER)", places=_PLACES)
    found += [
        trigger("decision_charged", "AFTER", "UPDATE OF state", "benefits_decision",
                "NEW.state = 'approved' AND OLD.state <> 'approved'", charge),
        trigger("charge_new", "BEFORE", "INSERT", "benefits_budgetcharge", "", _SPENT),
        trigger("charge_added", "AFTER", "INSERT", "benefits_budgetcharge", "",
                "UPDATE benefits_budget SET committed_fen = committed_fen + NEW.amount_fen WHERE id = NEW.budget_id;"),
        trigger("charge_given_back", "AFTER", "UPDATE OF given_back", "benefits_budgetcharge",
                "NEW.given_back AND NOT OLD.given_back", _BACK),
    ]  # fmt: skip
    for before, after, entries in ENTRIES:
        event = "UPDATE OF state" if before else "INSERT"
        when = f"NEW.state = '{after}'" + (f" AND OLD.state = '{before}'" if before else "")
        body = " ".join(_ENTRY.format(key=key, debit=d, credit=c, because=b) for d, c, b in entries)
        found.append(trigger(_entry_name(before, after), "AFTER", event, "benefits_payment", when, body))
    return found


_FUNCTION = """CREATE OR REPLACE FUNCTION benefits_{name}() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    {body}
    RETURN {row};
END $$"""
_REFUSE = "RAISE EXCEPTION 'refused: {reason}' USING ERRCODE = '23514';"


def _postgresql() -> list[str]:
    key = "left(replace(gen_random_uuid()::text, '-', ''), 16)"

    def trigger(name: str, time: str, event: str, table: str, when: str, body: str) -> list[str]:
        asked = f" WHEN ({when})" if when else ""
        row = "OLD" if event == "DELETE" else "NEW"
        head = f"CREATE TRIGGER benefits_{name} {time} {event} ON {table} FOR EACH ROW"
        return [
            _FUNCTION.format(name=name, body=body, row=row),
            f"{head}{asked} EXECUTE FUNCTION benefits_{name}()",
        ]

    found: list[str] = []
    for name, table, event, when, reason in _whens():
        refuse = _REFUSE.format(reason=reason)
        # A trigger's WHEN holds no subquery here: the condition stands in the function.
        body = f"IF {when} THEN {refuse} END IF;" if when else refuse
        found += trigger(name, "BEFORE", event, table, "", body)
    charge = _CHARGE.format(key=key, year="extract(year FROM NEW.second_on)::integer", places=_PLACES)
    spent = f"IF NOT FOUND THEN {_REFUSE.format(reason='budget_spent')} END IF;"
    add = """UPDATE benefits_budget SET committed_fen = committed_fen + NEW.amount_fen
    WHERE id = NEW.budget_id AND committed_fen + NEW.amount_fen <= amount_fen;"""
    found += [
        *trigger("decision_charged", "AFTER", "UPDATE OF state", "benefits_decision",
                 "NEW.state = 'approved' AND OLD.state <> 'approved'", charge),
        *trigger("charge_added", "AFTER", "INSERT", "benefits_budgetcharge", "", f"{add}\n    {spent}"),
        *trigger("charge_given_back", "AFTER", "UPDATE OF given_back", "benefits_budgetcharge",
                 "NEW.given_back AND NOT OLD.given_back", _BACK),
    ]  # fmt: skip
    for before, after, entries in ENTRIES:
        event = "UPDATE OF state" if before else "INSERT"
        when = f"NEW.state = '{after}'" + (f" AND OLD.state = '{before}'" if before else "")
        body = "\n    ".join(_ENTRY.format(key=key, debit=d, credit=c, because=b) for d, c, b in entries)
        found += trigger(_entry_name(before, after), "AFTER", event, "benefits_payment", when, body)
    return found


PAYMENTS = {"sqlite": _sqlite(), "postgresql": _postgresql()}
"""The guards by vendor, for `accounts.guards.install`."""
