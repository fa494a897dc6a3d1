"""Says how much of somebody's words a finding repeats: enough to know them by, however much was written."""

import re

#: Characters of a quotation, and of a message with all that it quotes.
QUOTED, TOLD = 90, 600
#: What of a message that is too long stays at its end, where it says what is wrong with the words quoted.
_END = 150
_QUOTATION = re.compile(f"“([^“”]{{{QUOTED + 1},}})”")


def shortened(message: str) -> str:
    """Return a message without the ends of its long quotations, and without its middle where it is too long even so."""
    if len(message) <= QUOTED:
        return message
    told = _QUOTATION.sub(lambda found: f"“{_beginning(found[1])}”", message)
    return told if len(told) <= TOLD else f"{told[:TOLD - _END - 3]} … {told[-_END:]}"


def _beginning(words: str) -> str:
    """Return the first words of a quotation, or the first letters of a long word."""
    begun = words[:QUOTED - 2]
    return f"{begun.rsplit(' ', 1)[0].rstrip()} …"
