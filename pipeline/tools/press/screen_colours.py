"""Repaints a content stream for screens and office printers: each ink of a token becomes its sRGB twin.

Tokens are pairs chosen by hand, so the twin is the very colour that the handout and the e-book show, and black stays
black; a conversion by profile would print text as dark grey from four toners.
"""

import re

Twins = dict[tuple[float, ...], tuple[float, ...]]
#: The lines by which WeasyPrint chooses inks for filling (lower case) or stroking (upper case).
_INKS = re.compile(rb"^/DeviceCMYK (?:cs|CS)\n([\d.]+) ([\d.]+) ([\d.]+) ([\d.]+) (scn|SCN)$", re.MULTILINE)
_OPERATORS = {b"scn": b"rg", b"SCN": b"RG"}


def repaint(stream: bytes, twins: Twins) -> bytes:
    """Return the stream with every known mixture of inks replaced; others stay as they are."""
    def swap(match: re.Match[bytes]) -> bytes:
        twin = twins.get(tuple(float(ink) for ink in match.groups()[:4]))
        if twin is None:
            return match.group()
        return b"%s %s" % (" ".join(f"{part:.4g}" for part in twin).encode(), _OPERATORS[match.group(5)])

    return _INKS.sub(swap, stream)
