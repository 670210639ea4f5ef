"""What policy pays: every rule of the programme read for one person, for everybody on a date, and as a sentence."""
