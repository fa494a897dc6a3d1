"""What the typesetter measured of a laid-out document: how panels fit, what was lost, what it complained about."""

from dataclasses import dataclass


@dataclass(frozen=True)
class PanelFit:
    """How the content of one fixed box fits: both measures in millimetres, one of them 0.

    `overflow_mm` is how far content reaches beyond the box, `slack_mm` how much height is left below it.
    `at` is the source place (`path:line:column`) of the block at the box's end, empty if unknown.
    """

    name: str
    page: int
    overflow_mm: float
    slack_mm: float
    at: str = ""


@dataclass(frozen=True)
class Layout:
    """The measures of one document.

    `lost_text` holds words of the manuscript that no page shows, `long_words` those wider than a line of plain text.
    """

    panels: tuple[PanelFit, ...] = ()
    lost_text: str = ""
    complaints: tuple[str, ...] = ()
    long_words: tuple[str, ...] = ()
