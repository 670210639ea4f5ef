"""The settings of the tests with the database in a file, where several connections may race on SQLite."""

import os

from settings_for_tests import *  # noqa: F403

if DATABASES["default"]["ENGINE"].endswith("sqlite3"):  # noqa: F405
    DATABASES["default"]["TEST"] = {"NAME": os.path.join(os.environ["GAINFUL_HOME"], "race.sqlite3")}  # noqa: F405
