"""The icons of a drawing are counted in the finished file: an untouched one agrees, each planted fault is caught."""

import io
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pikepdf
import pytest

from pipeline.checks.artifact.risk_figure_miscounted import check
from pipeline.model.artifact import Artifact
from tests import ebook
from tests.checks.test_artifact_parity import product

RELAPSE = "EPUB/drawn/icons-35-5-60.svg"
TEXT = "jmml-handout-ascii-text"
PRINTED = ("jmml-booklet-a5-press", "jmml-handout-letter")


def messages(artifact: Artifact) -> list[str]:
    return [each.message for each in check(artifact)]


# --- untouched files ---


@pytest.mark.slow
@pytest.mark.parametrize("channel", [*PRINTED, "jmml-handout-large-print-a4", "jmml-epub", "jmml-handout-text", TEXT])
def test_a_product_shows_what_the_ledger_says(channel: str) -> None:
    assert messages(product(channel)) == []


# --- e-book ---


def in_ebook(change: Callable[[str], str]) -> list[str]:
    made = product("jmml-epub")
    held = ebook.files(made.content)
    return messages(replace(made, content=ebook.packed(held | {RELAPSE: change(held[RELAPSE].decode()).encode()})))


@pytest.mark.slow
def test_an_icon_too_few_is_caught_in_an_e_book() -> None:
    (message,) = in_ebook(lambda svg: svg[:svg.rindex("<path")] + svg[svg.rindex("/>") + 2:])
    assert message == ("the drawing of the fact “transplant-relapse” should have 35 filled, 5 striped and 60 other"
                       " units, and has 35 filled, 5 striped and 59 other units")


@pytest.mark.slow
def test_an_icon_filled_wrongly_is_caught_in_an_e_book() -> None:
    dark = 'fill="#0b4a50" stroke="#2f6c70"'
    (message,) = in_ebook(lambda svg: dark.join(svg.rsplit('fill="#ffffff" stroke="#2f6c70"', 1)))
    assert message.endswith("has 36 filled, 5 striped and 59 other units")


@pytest.mark.slow
def test_a_range_without_its_stripes_is_caught_in_an_e_book() -> None:
    def bare(svg: str) -> str:
        start = svg.index('<path class="stripes"')
        return svg[:start] + svg[svg.index("/>", start) + 2:]

    (message,) = in_ebook(bare)
    assert message.endswith("has 35 filled, 4 striped and 61 other units")


# --- PDF ---


def in_pdf(made: Artifact, change: Callable[[list[Any], int], None], nth: int) -> list[str]:
    """Return what is found after the instruction that paints the nth icon of all was changed."""
    with pikepdf.open(io.BytesIO(made.content)) as pdf:
        left = nth
        for page in pdf.pages:
            instructions = list(pikepdf.parse_content_stream(page))
            painted = [index for index, each in enumerate(instructions) if str(each.operator) == "B"]
            if left < len(painted):
                change(instructions, painted[left])
                page.Contents = pdf.make_stream(pikepdf.unparse_content_stream(instructions))
                break
            left -= len(painted)
        saved = io.BytesIO()
        pdf.save(saved)
    return messages(replace(made, content=saved.getvalue()))


def unpainted(instructions: list[Any], index: int) -> None:
    instructions[index] = pikepdf.ContentStreamInstruction([], pikepdf.Operator("n"))


def darkened(instructions: list[Any], index: int) -> None:
    black = pikepdf.ContentStreamInstruction([0], pikepdf.Operator("g"))
    start = max(each for each in range(index) if str(instructions[each].operator) == "M")
    instructions.insert(start, black)


#: Of all icons of a PDF: three of the line in time, its samples; then an icon in the second half of the first array.
NTH = 3 + 3 + 80


@pytest.mark.slow
@pytest.mark.parametrize("channel", PRINTED)
def test_an_icon_too_few_is_caught_in_a_pdf(channel: str) -> None:
    (message,) = in_pdf(product(channel), unpainted, NTH)
    assert message.endswith("should have 50 filled, 0 striped and 50 other units,"
                            " and has 50 filled, 0 striped and 49 other units")


@pytest.mark.slow
@pytest.mark.parametrize("channel", PRINTED)
def test_an_icon_filled_wrongly_is_caught_in_a_pdf(channel: str) -> None:
    (message,) = in_pdf(product(channel), darkened, NTH)
    assert message.endswith("and has 51 filled, 0 striped and 49 other units")


# --- text ---


@pytest.mark.slow
@pytest.mark.parametrize(("old", "new", "shown"), [
    ("/////", "////", "35 filled, 4 striped and 60 other"), ("#/", "//", "34 filled, 6 striped and 60 other")])
def test_a_sign_that_is_wrong_is_caught_in_a_text(old: str, new: str, shown: str) -> None:
    made = product(TEXT)
    spot = made.content.index(b"#/////.") - (1 if old == "#/" else 0)
    planted = made.content[:spot] + made.content[spot:].replace(old.encode(), new.encode(), 1)
    (message,) = messages(replace(made, content=planted))
    assert message.endswith(f"{shown} units")


@pytest.mark.slow
def test_a_drawing_that_is_not_there_is_caught() -> None:
    made = product(TEXT)
    lines = [line for line in made.content.decode().splitlines() if not line.strip().startswith("####")]
    assert len(messages(replace(made, content="\n".join(lines).encode()))) == 3
