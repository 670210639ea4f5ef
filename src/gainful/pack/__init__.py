"""Reading and checking a programme pack. Pure: no database, no clock."""
