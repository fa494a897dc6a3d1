"""How well one colour stands out from another: the contrast ratio of WCAG 2.2."""

#: WCAG 2.2, relative luminance: the weights of red, green and blue, and the bend of sRGB.
_WEIGHTS = (0.2126, 0.7152, 0.0722)
_LINEAR_BELOW = 0.04045


def ratio(one: str, other: str) -> float:
    """Return the contrast of two colours written #rrggbb, from 1 (the same) to 21 (black on white)."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    return sum(weight * _light(part / 255) for weight, part in zip(_WEIGHTS, bytes.fromhex(colour[1:]), strict=True))


def _light(value: float) -> float:
    return float(value / 12.92 if value <= _LINEAR_BELOW else ((value + 0.055) / 1.055) ** 2.4)
