"""Gainful: the information system behind an employment-based poverty-alleviation programme."""

__version__ = "0.1.0"
