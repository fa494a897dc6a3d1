"""What a finished file says is what its edition says: the real products agree, and every planted change is caught."""

import os
import random
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from types import ModuleType

import pytest

from pipeline import formats
from pipeline.checks.artifact import (
    parity_alternative,
    parity_extra,
    parity_glyphs,
    parity_number,
    parity_qualifier,
    parity_sentence,
)
from pipeline.model.artifact import Artifact, Companion, Design, Rendering, Verdict
from pipeline.model.failure import MissingTool
from pipeline.model.manuscript import Manuscript
from pipeline.model.quotation import shortened
from pipeline.model.tree import Element, Elements, plain_text, rewrite, words
from pipeline.readback import parity, told
from pipeline.stages import compose
from tests import examiners, planted, real_source

Chooser = Callable[..., planted.Plant]
#: What is planted, and the check that has to name it.
KINDS: dict[str, tuple[Chooser, ModuleType]] = {
    "figure": (planted.figure, parity_number),
    "unit": (planted.unit, parity_number),
    "range": (planted.exchange, parity_number),
    "negation": (planted.negation, parity_sentence),
    "order": (planted.order, parity_sentence),
    "qualifier": (planted.qualifier, parity_qualifier),
    "extra": (planted.extra, parity_extra),
}
WORDS = (parity_sentence, parity_number, parity_qualifier, parity_extra)
#: Plants of each kind in each product.
TIMES = 5
PRINTED = ("jmml-brochure-letter-press", "jmml-booklet-a5-press", "jmml-handout-letter")
#: Whose faults are planted in what they say, and rendered.
DOCTORED = (*PRINTED, "jmml-handout-html", "jmml-handout-docx")
#: Letters that look like another one in most fonts, or like their own capital.
NOT_TOLD_APART = frozenset("il1I")


@lru_cache(maxsize=1)
def project() -> tuple[dict[str, Manuscript], Design]:
    """Return every manuscript of the real source by its channel (of topics, the last), and the design."""
    return {each.channel.id: compose.compose(each) for each in real_source.editions()}, real_source.design()


@lru_cache(maxsize=8)
def rendering(channel: str) -> Rendering:
    manuscripts, design = project()
    return formats.find(manuscripts[channel].edition.channel.format).render(manuscripts[channel], design)


def product(channel: str, content: bytes | None = None) -> Artifact:
    """Return the product of a channel as a finished file, or other bytes in its place."""
    manuscript = project()[0][channel]
    media_type = manuscript.edition.contract.media_type
    name = f"build/{manuscript.edition.output}"
    return Artifact(Path(name), name, media_type, content or rendering(channel).content, manuscript)


def companions(channel: str) -> Iterator[Artifact]:
    made = product(channel)
    found: Iterator[Companion] = iter(formats.companions(made, rendering(channel), project()[1], Verdict((), ())))
    for each in found:
        name = f"build/{each.output}"
        yield Artifact(Path(name), name, each.media_type, each.content, made.manuscript, is_companion=True,
                       reader=each.reader)


def findings(artifact: Artifact) -> list[str]:
    return [f"{each.place}: {each.message}" for check in WORDS for each in check.check(artifact)]


# --- untouched files ---


@pytest.mark.slow
@pytest.mark.parametrize("channel", [*DOCTORED, "jmml-handout-large-print-a4", "jmml-epub", "jmml-handout-text",
                                     "jmml-handout-ascii-text", "jmml-topic-text", "jmml-topic-ascii-text",
                                     "jmml-handout-portal-text", "jmml-topic-portal-text", "jmml-topic-sms",
                                     "jmml-handout-braille", "jmml-handout-markdown"])
def test_a_product_says_what_its_edition_says(channel: str) -> None:
    assert findings(product(channel)) == []


@pytest.mark.slow
@pytest.mark.parametrize("channel", ["jmml-brochure-letter-press", "jmml-booklet-a5-press"])
def test_proofs_and_imposed_sheets_say_it_too(channel: str) -> None:
    held = [each for each in companions(channel) if each.name.endswith(("-proof.pdf", "-imposed.pdf"))]
    assert held
    assert [finding for each in held for finding in findings(each)] == []


@pytest.mark.slow
@pytest.mark.parametrize("channel", PRINTED)
def test_letters_look_like_what_they_are(channel: str) -> None:
    needs_tesseract()
    assert [each.message for each in parity_glyphs.check(product(channel))] == []


# --- changed words ---


@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("channel", ["jmml-epub", "jmml-handout-text", "jmml-handout-ascii-text",
                                     "jmml-handout-markdown"])
def test_each_change_in_a_finished_file_is_caught_by_name(channel: str, kind: str) -> None:
    choose, check = KINDS[kind]
    manuscript, content = project()[0][channel], rendering(channel).content
    words, plant_in = (planted.in_ebook if channel == "jmml-epub" else planted.in_text)(content)
    die = random.Random(f"{channel} {kind}")
    for _ in range(TIMES):
        plant = choose(words, die, manuscript)
        assert list(check.check(product(channel, plant_in(plant)))), told_of(plant, words)


@pytest.mark.slow
@pytest.mark.parametrize("channel", DOCTORED)
def test_each_change_in_a_rendering_is_caught_by_name(channel: str) -> None:
    manuscripts, design = project()
    manuscript, words = manuscripts[channel], planted.words_of(manuscripts[channel])
    plants = list(scattered(words, manuscript, random.Random(channel)))
    doctored = planted.doctored(manuscript, {n: word for _, plant in plants for n, word in plant.items()})
    content = formats.find(manuscript.edition.channel.format).render(doctored, design).content
    artifact = product(channel, content)
    messages = {kind: " ".join(each.message for each in check.check(artifact)) for kind, (_, check) in KINDS.items()}
    for kind, plant in plants:
        if kind != "extra":
            assert any(quote in messages[kind] for quote in quotes(manuscript, plant)), told_of(plant, words)
    assert messages["extra"].count("nobody wrote that") == sum(kind == "extra" for kind, _ in plants)


def scattered(words: list[str], manuscript: Manuscript, die: random.Random) -> Iterator[tuple[str, planted.Plant]]:
    """Yield plants of all kinds that lie apart from one another, as many as there is room for."""
    taken: set[int] = set()
    for kind, (choose, _) in [*KINDS.items()] * TIMES:
        for _ in range(20):
            plant = choose(words, die, manuscript)
            near = {number + step for number in plant for step in range(-25, 26)}
            if not near & taken:
                taken |= set(plant)
                yield kind, plant
                break


def quotes(manuscript: Manuscript, plant: planted.Plant) -> list[str]:
    """Return how findings quote the sentences that a plant changes."""
    said, changed = told.sentences(manuscript), told.sentences(planted.doctored(manuscript, plant))
    start = next(n for n, (one, other) in enumerate(zip(said, changed, strict=False)) if one.words != other.words)
    stop = next(n for n in range(len(said)) if said[-1 - n].words != changed[-1 - n].words)
    return [shortened(parity.quoted(each.text)) for each in said[start:len(said) - stop]]


def told_of(plant: planted.Plant, words: list[str]) -> str:
    return "; ".join(f"{' '.join(words[max(0, n - 4):n + 5])} → {new!r}" for n, new in plant.items())


def test_a_difference_is_told_with_its_place_in_the_file_and_in_the_source() -> None:
    artifact = product("jmml-topic-text")
    line = next(n for n, each in enumerate(artifact.content.decode().splitlines(), 1) if "40 of every 100" in each)
    changed = replace(artifact, content=artifact.content.replace(b"40 of every 100", b"45 of every 100"))
    (finding,) = parity_number.check(changed)
    assert str(finding.place) in (f"{artifact.name}: line {line}", f"{artifact.name}: line {line - 1}")
    assert "45 of" in finding.message
    assert "source/en/topics/after-treatment.md" in finding.message


def test_a_file_of_another_program_is_left_alone() -> None:
    assert findings(replace(product("jmml-topic-text"), manuscript=None)) == []


# --- changed shapes ---


def needs_tesseract() -> None:
    if shutil.which("tesseract") is None:
        stop = pytest.fail if os.environ.get("CI") == "true" else pytest.skip
        stop("Tesseract is not installed; run: sudo apt-get install tesseract-ocr")


@pytest.mark.slow
@pytest.mark.parametrize("number", range(8))
def test_a_font_with_two_shapes_exchanged_is_caught(number: int) -> None:
    needs_tesseract()
    content, die = rendering("jmml-brochure-letter-press").content, random.Random(number)
    glyphs = planted.glyphs_of(content)
    font = die.choice(sorted({font for font, _ in glyphs if font.endswith("FiraGO")}))
    is_fitting = str.isdigit if number % 2 else str.islower
    one, other = die.sample([each for own, each in glyphs
                             if own == font and is_fitting(each) and each not in NOT_TOLD_APART], 2)
    exchanged = product("jmml-brochure-letter-press", planted.with_exchanged(content, font, one, other))
    messages = " ".join(each.message for each in parity_glyphs.check(exchanged))
    assert f"“{one}” in FiraGO looks like" in messages or f"“{other}” in FiraGO looks like" in messages
    assert findings(exchanged) == []


def test_a_missing_tesseract_is_told_with_the_command_that_installs_it(monkeypatch: pytest.MonkeyPatch) -> None:
    from pipeline.tools.validators import specimens

    monkeypatch.setenv("PATH", "")
    with pytest.raises(MissingTool, match="apt-get install tesseract-ocr"):
        specimens.read_lines([], "en")
    (finding,) = examiners.asked(parity_glyphs.check, product("jmml-brochure-letter-press"))
    assert finding.severity.value == "note"
    assert "apt-get install tesseract-ocr" in finding.fix


def test_what_a_picture_says_is_held_to_the_edition() -> None:
    channel = "jmml-handout-letter"
    sound = product(channel)
    assert [*parity_alternative.check(sound)] == []
    assert sound.manuscript is not None

    def with_other_figure(image: Element) -> Elements | None:
        says = plain_text(image["c"][1])
        attribute, _, target = image["c"]
        return [{**image, "c": [attribute, words(says.replace("50", "60")), target]}] if "50" in says else None

    sections = sound.manuscript.sections
    changed = replace(sound.manuscript, sections=tuple(
        replace(each, blocks=rewrite(each.blocks, with_other_figure, ("Image",))) for each in sections))
    doctored = product(channel, formats.find("reading-pdf").render(changed, project()[1]).content)
    missing, strange = (each.message for each in parity_alternative.check(doctored))
    assert missing.startswith("no picture says “Drawing of 100 children: 50 are filled in")
    assert strange.startswith("a picture says “Drawing of 100 children: 60 are filled in")
    none = product(channel, formats.find("reading-pdf").render(
        replace(sound.manuscript, sections=tuple(each for each in sections if each.kind != "cover")),
        project()[1]).content)
    (finding,) = parity_alternative.check(none)
    assert finding.message.startswith("no picture says “An adult and a child")


# --- a direction that is turned ---


@pytest.mark.slow
@pytest.mark.parametrize("channel", ["jmml-handout-letter", "jmml-handout-html", "jmml-handout-docx", "jmml-epub",
                                     "jmml-handout-text", "jmml-handout-markdown"])
def test_a_figure_that_a_screen_shows_turned_round_is_read_as_it_is_shown(channel: str) -> None:
    manuscripts, design = project()
    manuscript = manuscripts[channel]
    number = next(n for n, word in enumerate(planted.words_of(manuscript)) if word in {"35", "40", "50"})
    said = planted.words_of(manuscript)[number]
    turned = planted.doctored(manuscript, {number: f"\u202e{said}\u202c"})
    content = formats.find(manuscript.edition.channel.format).render(turned, design).content
    artifact = replace(product(channel, content), manuscript=turned)

    (found,) = parity_number.check(artifact)
    assert f"{said[::-1]} to" in found.message.split("stands for")[0]
