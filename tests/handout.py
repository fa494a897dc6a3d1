"""What the tests of the handouts share: the real handouts, laid out from the real source."""

from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache

from pipeline.formats import reading_pdf
from pipeline.model.artifact import Design, Draft, Rendering
from pipeline.model.manuscript import Manuscript, Section
from pipeline.stages import compose
from tests import real_source

LETTER = "jmml-handout-letter"


@lru_cache(maxsize=1)
def handouts() -> tuple[dict[str, Manuscript], Design]:
    """Return the manuscript of each handout by its channel, which knows its places, and the design."""
    return ({each.channel.id: compose.compose(each) for each in real_source.editions(with_places=True)
             if each.channel.format == "reading-pdf" and not each.channel.per_topic}, real_source.design())


@lru_cache(maxsize=4)
def rendering(channel: str = LETTER) -> Rendering:
    """Return a handout as it is; made once."""
    manuscripts, design = handouts()
    return reading_pdf.render(manuscripts[channel], design)


def draft(looks: str = "", change: Callable[[Section], Section] = lambda section: section) -> Draft:
    """Return the handout on US Letter with more looks and each section changed."""
    manuscripts, design = handouts()
    sections = tuple(map(change, manuscripts[LETTER].sections))
    changed = replace(manuscripts[LETTER], sections=sections)
    changed_design = replace(design, css={**design.css, "reading": design.css["reading"] + looks})
    return Draft(changed, reading_pdf.render(changed, changed_design))
