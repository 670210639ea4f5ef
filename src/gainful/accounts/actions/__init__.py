"""What accounts do, one file a subject: staff and their postings, added places, one's own settings, who
looked, long runs, upkeep."""

from gainful.accounts.actions.areas import add_area, rename_area
from gainful.accounts.actions.own import change_language, keep_new_password
from gainful.accounts.actions.phones import record_office_phone
from gainful.accounts.actions.postings import end_posting, post
from gainful.accounts.actions.reading import note_reading
from gainful.accounts.actions.runs import begin_run, end_run, sweep_runs
from gainful.accounts.actions.staff import (
    bootstrap_administrator,
    deactivate,
    end_for_employer,
    forget_second_factor,
    invite,
    invite_for_employer,
    reactivate,
    reset_password,
)
from gainful.accounts.actions.upkeep import note_restorations

__all__ = [
    "add_area",
    "begin_run",
    "bootstrap_administrator",
    "change_language",
    "deactivate",
    "end_for_employer",
    "end_posting",
    "end_run",
    "forget_second_factor",
    "invite",
    "invite_for_employer",
    "keep_new_password",
    "note_reading",
    "note_restorations",
    "post",
    "reactivate",
    "record_office_phone",
    "rename_area",
    "reset_password",
    "sweep_runs",
]
