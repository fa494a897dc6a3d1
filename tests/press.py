"""What the tests of the press brochure share: the real brochure, laid out from the real source."""

from collections.abc import Callable
from functools import lru_cache

from pipeline import checks, formats
from pipeline.formats import press_pdf
from pipeline.model.artifact import Artifact, Companion, Design, Draft, Rendering
from pipeline.model.manuscript import Manuscript, Section
from tests import real_source
from tests.conftest import ROOT


def brochure(channel: str = "jmml-brochure-letter-press") -> tuple[Manuscript, Design]:
    """Return the manuscript of a brochure or booklet, which knows its places, and the design."""
    return real_source.manuscript(channel, with_places=True), real_source.design()


@lru_cache(maxsize=1)
def rendering() -> Rendering:
    """Return the brochure as it is; made once."""
    return press_pdf.render(*brochure())


def draft(change: Callable[[Section], Section] = lambda section: section) -> Draft:
    """Return the brochure with each section changed."""
    manuscript, design = brochure()
    changed = Manuscript(manuscript.edition, tuple(change(section) for section in manuscript.sections))
    return Draft(changed, press_pdf.render(changed, design))


def artifact(content: bytes | None = None) -> Artifact:
    """Return the brochure as a finished file, or other bytes in its place."""
    manuscript, _ = brochure()
    output = manuscript.edition.output
    return Artifact(ROOT / "build" / output, f"build/{output}", press_pdf.CONTRACT.media_type,
                    content or rendering().content, manuscript)


@lru_cache(maxsize=2)
def companions(channel: str = "jmml-brochure-letter-press") -> dict[str, Companion]:
    """Return what goes with a brochure or booklet, by the end of its name: `.job.json`, `.job.pdf`, `-proof.pdf`."""
    manuscript, design = brochure(channel)
    output = manuscript.edition.output
    finished = formats.find(manuscript.edition.channel.format).render(manuscript, design)
    product = Artifact(ROOT / "build" / output, f"build/{output}", press_pdf.CONTRACT.media_type, finished.content,
                       manuscript)
    made = formats.companions(product, finished, design, checks.verdict(product))
    return {each.output.removeprefix(output.removesuffix(".pdf")): each for each in made}
