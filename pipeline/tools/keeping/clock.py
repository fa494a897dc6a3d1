"""Knows what day it is; no product may ask, since the same source makes the same bytes on any day."""

import datetime
import os
import time

from pipeline.model.failure import WrongUsage


def today() -> datetime.date:
    """Return the day in UTC; SOURCE_DATE_EPOCH (seconds since 1970) takes the place of now, as in other tools.

    Raises WrongUsage where it is no such number: whoever sets a day must not be told of another.
    """
    seconds = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not seconds:
        return datetime.datetime.now(datetime.UTC).date()
    try:
        if not seconds.isdecimal():  # int() takes signs, spaces and underscores, too
            raise ValueError
        return datetime.datetime.fromtimestamp(int(seconds), datetime.UTC).date()
    except (ValueError, OverflowError, OSError) as fault:
        raise WrongUsage(f"SOURCE_DATE_EPOCH={seconds} names no day: it is the number of seconds since 1970-01-01; "
                         "set it right, or unset it") from fault


def cpu_s() -> float:
    """Return for how many seconds a processor has worked for this process."""
    return time.process_time()


def cpu_of_all_s() -> float:
    """Return for how many seconds a processor has worked for this process, and for those that it waited for."""
    spent = os.times()
    return spent.user + spent.system + spent.children_user + spent.children_system
