"""The words: facts, code lists as of a date, places, periods, money. Pure."""
