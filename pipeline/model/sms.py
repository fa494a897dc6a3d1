"""How much of one text message a text takes: septets of GSM 03.38, or units of UCS-2 where a character is not in it."""

from dataclasses import dataclass

#: The 7-bit alphabet and its extension, whose characters take an escape and themselves (3GPP TS 23.038, 6.2.1).
_BASIC = frozenset("@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§"
                   "¿abcdefghijklmnopqrstuvwxyzäöñüà")
_EXTENDED = frozenset("\f^{}\\[~]|€")
#: What one message holds (3GPP TS 23.040, 9.2.3.24: 140 octets).
_SEPTETS, _UNITS = 160, 70


@dataclass(frozen=True)
class Length:
    """How long a message is, in `unit`, of how much; `foreign` are the characters that are not in GSM 03.38."""

    taken: int
    room: int
    foreign: tuple[str, ...] = ()

    @property
    def unit(self) -> str:
        """Return what is counted."""
        return "UCS-2 characters" if self.foreign else "septets"

    @property
    def over(self) -> int:
        """Return how much does not fit; 0 or less where all fits."""
        return self.taken - self.room


def length(text: str) -> Length:
    """Return how long a message is as a phone sends it: one character outside GSM 03.38 makes all of it UCS-2."""
    foreign = tuple(dict.fromkeys(each for each in text if each not in _BASIC | _EXTENDED))
    if foreign:
        return Length(len(text.encode("utf-16-le")) // 2, _UNITS, foreign)
    return Length(len(text) + sum(each in _EXTENDED for each in text), _SEPTETS)
