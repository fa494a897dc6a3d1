"""Knows what day it is; no product may ask, since the same source makes the same bytes on any day."""

import datetime
import os


def today() -> datetime.date:
    """Return the day in UTC; SOURCE_DATE_EPOCH (seconds since 1970) takes the place of now, as in other tools."""
    seconds = os.environ.get("SOURCE_DATE_EPOCH", "")
    if seconds.isdecimal():
        return datetime.datetime.fromtimestamp(int(seconds), datetime.UTC).date()
    return datetime.datetime.now(datetime.UTC).date()
