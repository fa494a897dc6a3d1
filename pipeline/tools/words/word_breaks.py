"""Counts the words of any script with Pango: UAX #29, and a dictionary for Thai (libthai), which parts no words."""

import ctypes
from functools import lru_cache
from typing import Any

from pipeline.model.failure import MissingTool
from pipeline.model.letters import parted

_LIBRARY, _PACKAGE = "libpango-1.0.so.0", "libpango-1.0-0"
#: The bit of PangoLogAttr that says that a word begins (pango-break.h).
_WORD_START = 1 << 5


def count(text: str, tag: str) -> int:
    """Return how many words a text has in a language; an ideograph is one. Raises MissingTool without Pango."""
    pango, text = _pango(), parted(text)
    encoded = text.encode()
    places = (ctypes.c_uint32 * (len(text) + 1))()
    pango.pango_get_log_attrs(encoded, len(encoded), -1, pango.pango_language_from_string(tag.encode()), places,
                              len(text) + 1)
    return sum(bool(each & _WORD_START) for each in places)


@lru_cache(maxsize=1)
def _pango() -> Any:
    try:
        pango = ctypes.CDLL(_LIBRARY)
    except OSError as fault:
        raise MissingTool(f"a library that WeasyPrint needs is missing ({fault}); run:\n"
                          f"    sudo apt-get install {_PACKAGE}") from fault
    pango.pango_language_from_string.restype = ctypes.c_void_p
    pango.pango_language_from_string.argtypes = [ctypes.c_char_p]
    pango.pango_get_log_attrs.argtypes = [ctypes.c_char_p, ctypes.c_int, ctypes.c_int, ctypes.c_void_p,
                                          ctypes.c_void_p, ctypes.c_int]
    return pango
