"""Says how much of somebody's words a finding repeats: enough to know them by, however much was written."""

import re
from collections.abc import Iterator

#: Characters of a quotation, and of a message with all that it quotes.
QUOTED, TOLD = 90, 600
#: What of a message that is too long stays at its end, where it says what is wrong with the words quoted.
_END = 150
_MARK = re.compile("[“”]")


def shortened(message: str) -> str:
    """Return a message without the ends of its long quotations, and without its middle where it is too long even so."""
    if len(message) <= QUOTED:
        return message
    told = "".join(f"“{_beginning(piece[1:-1])}”" if is_long else piece for piece, is_long in _pieces(message))
    return told if len(told) <= TOLD else f"{told[:TOLD - _END - 3]} … {told[-_END:]}"


def _pieces(message: str) -> Iterator[tuple[str, bool]]:
    """Yield a message piece by piece, and which pieces are long quotations, with all that is quoted in them."""
    depth, start, told = 0, 0, 0
    for mark in _MARK.finditer(message):
        if mark[0] == "“":
            depth, start = depth + 1, start if depth else mark.start()
        elif depth:
            depth -= 1
            if not depth and mark.start() - start > QUOTED + 1:
                yield message[told:start], False
                yield message[start:mark.end()], True
                told = mark.end()
    yield message[told:], False


def _beginning(words: str) -> str:
    """Return the first words of a quotation, or the first letters of a long word."""
    begun = words[:QUOTED - 2]
    return f"{begun.rsplit(' ', 1)[0].rstrip()} …"
