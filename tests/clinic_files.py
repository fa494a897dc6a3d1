"""The web page and the Word file that tests look at: made from the real source, and made anew with a fault planted."""

import io
import zipfile
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from pipeline import checks, formats
from pipeline.model.artifact import Artifact, Design
from pipeline.model.manuscript import Manuscript, Section
from pipeline.model.tree import Element
from pipeline.stages import compose
from pipeline.tools.packaging import word_writer
from tests import real_source

#: The formats that clinics take apart.
PAGE, WORD = "web-page", "docx"


@lru_cache(maxsize=1)
def project() -> tuple[dict[str, Manuscript], Design]:
    """Return the manuscript of each format of the real source that clinics take apart, and the design."""
    found = {each.channel.format: each for each in real_source.editions()}
    return {name: compose.compose(found[name]) for name in (PAGE, WORD)}, real_source.design()


def with_blocks(name: str, *blocks: Element) -> Manuscript:
    """Return the manuscript of a format with blocks added to its first topic."""
    manuscript = project()[0][name]

    def added(section: Section) -> Section:
        is_first = section.id == manuscript.edition.topics[0].id
        return replace(section, blocks=[*section.blocks, *blocks]) if is_first else section

    return Manuscript(manuscript.edition, tuple(map(added, manuscript.sections)))


@lru_cache(maxsize=2)
def content(name: str) -> bytes:
    """Return the product of a format."""
    manuscripts, design = project()
    return formats.find(name).render(manuscripts[name], design).content


def artifact(name: str, held: bytes | None = None) -> Artifact:
    """Return a product as checks are given it, or other bytes in its place."""
    path = f"build/{project()[0][name].edition.output}"
    return Artifact(Path(path), path, formats.find(name).CONTRACT.media_type, held or content(name), project()[0][name])


def found(name: str, held: bytes) -> list[tuple[str, str, str]]:
    """Return the rules that speak about a product at build depth, with where and what they saw."""
    return [(each.check, str(each.place), each.message) for each in checks.examine("artifact", artifact(name, held))]


def page(old: str, new: str) -> bytes:
    """Return the real page with words replaced; they have to stand there once."""
    text = content(PAGE).decode()
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in the page"
    return text.replace(old, new).encode()


def parts() -> dict[str, bytes]:
    """Return the parts of the real Word file by their paths."""
    with zipfile.ZipFile(io.BytesIO(content(WORD))) as container:
        return {name: container.read(name) for name in container.namelist()}


def word_file(path: str, old: str, new: str) -> bytes:
    """Return the real Word file with words of one part replaced, wherever they stand in it."""
    held = parts()
    assert old.encode() in held[path], f"{old!r} does not stand in {path}"
    return word_writer.pack(held | {path: held[path].replace(old.encode(), new.encode())})
