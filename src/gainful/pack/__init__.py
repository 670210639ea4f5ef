"""Reading and checking a programme pack. Pure: no database, no clock.

`load` gives a pack by the name of its package, `check` tells everything that is wrong in one.
"""

from gainful.pack.calendar import WorkCalendar
from gainful.pack.check import check
from gainful.pack.files import PackFault, Problem
from gainful.pack.help import Trigger
from gainful.pack.official import OfficialFigure
from gainful.pack.pack import Pack, load
from gainful.pack.parameters import Parameter, Parameters, ParameterValue
from gainful.pack.screening import Hit, screen

__all__ = [
    "Hit",
    "OfficialFigure",
    "Pack",
    "PackFault",
    "Parameter",
    "ParameterValue",
    "Parameters",
    "Problem",
    "Trigger",
    "WorkCalendar",
    "check",
    "load",
    "screen",
]
