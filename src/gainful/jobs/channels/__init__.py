"""The channels that lead to work: one file each, found by being here.

A new channel is one file, and its code in the pack's list, which gives it its name.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from gainful.jobs.channels.base import Channel


@cache
def channels() -> Mapping[str, Channel]:
    """Every channel by its code. Two files with one code are a fault and raise ValueError."""
    found: dict[str, Channel] = {}
    for module in iter_modules(__path__):
        if module.name == "base":
            continue
        channel = import_module(f"{__name__}.{module.name}").CHANNEL
        if channel.code in found:
            raise ValueError(f"two files are the channel {channel.code}")
        found[channel.code] = channel
    return found


def channel_of(code: str) -> Channel:
    """The channel of a code; raises KeyError, naming the known ones, for another."""
    known = channels()
    if code not in known:
        raise KeyError(f"no channel {code!r}; known: {', '.join(sorted(known))}")
    return known[code]


__all__ = ["Channel", "channel_of", "channels"]
