"""Tunes Python's memory for a short process that makes many objects and then ends."""

import gc


def collect_seldom() -> None:
    """Search for cyclic garbage every 50,000 new objects, not every 700.

    Trees of boxes and elements live until their product is written, so nearly every search finds nothing.
    """
    gc.set_threshold(50_000, 20, 100)
