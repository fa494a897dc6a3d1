"""The checks of a PDF's tags name each fault that is planted in the tree, and pass the real handouts and sheets."""

import io
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from types import ModuleType
from typing import Any

import pikepdf
import pytest

from pipeline.checks.artifact import parity_alternative, pdf_figure_heard_again, pdf_headings, pdf_link_untold
from pipeline.formats import reading_pdf
from pipeline.model.artifact import Artifact
from pipeline.stages import compose
from tests import handout, real_source

CHECKS = (pdf_headings, pdf_figure_heard_again, pdf_link_untold)


@lru_cache(maxsize=1)
def sound() -> Artifact:
    manuscript = handout.handouts()[0][handout.LETTER]
    name = f"build/{manuscript.edition.output}"
    return Artifact(Path(name), name, reading_pdf.CONTRACT.media_type, handout.rendering().content, manuscript)


def tags(pdf: Any, *kinds: str) -> Iterator[Any]:
    """Yield the tags of some kinds in their order."""
    (document,) = pdf.Root.StructTreeRoot.K
    return below(document, *kinds)


def below(element: Any, *kinds: str) -> Iterator[Any]:
    """Yield the tags of some kinds below a tag in their order."""
    kids = element.get("/K", [])
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            if str(kid.S)[1:] in kinds:
                yield kid
            yield from below(kid, *kinds)


def planted(plant: Callable[[Any], None]) -> Artifact:
    with pikepdf.open(io.BytesIO(sound().content)) as pdf:
        plant(pdf)
        out = io.BytesIO()
        pdf.save(out)
    return replace(sound(), content=out.getvalue())


def heading_in_itself(pdf: Any) -> None:
    heading = list(tags(pdf, "H1"))[2]
    inner = pdf.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.StructElem, S=pikepdf.Name.H1, P=heading,
                                                 Pg=heading.Pg, K=heading.K))
    heading.K = pikepdf.Array([inner])


def empty_heading(pdf: Any) -> None:
    next(tags(pdf, "H2")).K = pikepdf.Array([])


def title_as_paragraph(pdf: Any) -> None:
    next(tags(pdf, "H1")).S = pikepdf.Name.P


def topic_one_level_down(pdf: Any) -> None:
    list(tags(pdf, "H1"))[4].S = pikepdf.Name.H2


def legend_outside(pdf: Any) -> None:
    figure = next(each for each in tags(pdf, "Figure") if "Drawing of 100" in str(each.Alt))
    drawn = next(each for each in tags(pdf, "Div") if each.P.objgen == figure.objgen)
    figure.S, drawn.S, drawn.Alt = pikepdf.Name.Sect, pikepdf.Name.Figure, figure.Alt
    del figure.Alt


def sample_as_figure(pdf: Any) -> None:
    figure = next(each for each in tags(pdf, "Figure") if "Drawing of 100" in str(each.Alt))
    sample = list(below(figure, "Lbl", "Span"))[-1]
    sample.S, sample.Alt = pikepdf.Name.Figure, "filled in:"


def said(begins: str, description: str) -> Callable[[Any], None]:
    """Return what lets each link whose description begins with these words say something else."""
    def plant(pdf: Any) -> None:
        for page in pdf.pages:
            for note in page.get("/Annots", []):
                if str(note.get("/Contents", "")).startswith(begins):
                    note.Contents = description

    return plant


FAULTS: dict[str, tuple[Callable[[Any], None], ModuleType, str]] = {
    "a heading in a heading": (heading_in_itself, pdf_headings, "a heading stands in the heading “"),
    "an empty heading": (empty_heading, pdf_headings, "a heading is empty"),
    "a title that is a paragraph": (title_as_paragraph, pdf_headings,
                                    "“Contents” stands where “Treating JMML” is the heading of the first level"),
    "a topic one level down": (topic_one_level_down, pdf_headings, "is the heading of the first level"),
    "a legend beside its figure": (legend_outside, pdf_figure_heard_again, "its caption and its legend are read, too"),
    "a sample that is a figure": (sample_as_figure, pdf_figure_heard_again, "its caption and its legend are read, too"),
    "a sample with words of its own": (sample_as_figure, parity_alternative, "a picture says “filled in:”"),
    "a source that says its number alone": (
        said("Where these facts come from: 1", "Where these facts come from: 1"), pdf_link_untold,
        "the link “1” says “Where these facts come from: 1”, and not what that is"),
    "a term that is said twice": (
        said("Words to know", "Words to know: JMML"), pdf_link_untold, "the link “JMML” says its own words again"),
}


@pytest.mark.slow
@pytest.mark.parametrize(("plant", "check", "words"), FAULTS.values(), ids=FAULTS)
def test_a_fault_in_the_tags_is_named(plant: Callable[[Any], None], check: ModuleType, words: str) -> None:
    messages = [each.message for each in check.check(planted(plant))]
    assert any(words in each for each in messages), messages


@pytest.mark.slow
def test_the_real_handout_and_sheets_pass() -> None:
    sheets = [compose.compose(each) for each in real_source.editions(with_places=True)
              if each.channel.format == "reading-pdf" and each.channel.per_topic][:2]
    design = real_source.design()
    files = [Artifact(Path("a.pdf"), "a.pdf", reading_pdf.CONTRACT.media_type, reading_pdf.render(each, design).content,
                      each) for each in sheets]
    assert [finding for file in (sound(), *files) for check in CHECKS for finding in check.check(file)] == []
