"""What benefits do, one file a subject."""

from gainful.benefits.actions.flags import open_flags, settle_flag

__all__ = ["open_flags", "settle_flag"]
