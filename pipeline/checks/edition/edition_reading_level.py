"""All that an edition tells, taken together, asks its readers for too many years of school.

A brochure prints the key points alone, and a handout adds the explanations of terms: each reads at a level of its own.
The lines are those of `reading-level`: above grade 6 is a warning, above grade 8 an error, by Flesch-Kincaid or by
SMOG, with the terms of the glossary counted as their explanations. The topics count as the edition tells them, and the
glossary if it prints one. The colophon, the references and the form for the clinic do not: studies of patient material
leave such matter out. An edition that is one whole topic is examined as that topic.
"""

from dataclasses import dataclass
from functools import lru_cache

from pipeline.model.finding import Findings, Place
from pipeline.model.manuscript import Edition, Manuscript
from pipeline.model.prose import Passage
from pipeline.model.publication import Language
from pipeline.model.readability import Load, explanations_of, hard_to_read, reading_load
from pipeline.model.sentences import text_of
from pipeline.model.tree import Elements, is_div


def check(manuscript: Manuscript) -> Findings:
    edition = manuscript.edition
    if edition.language.wording.syllables is None or _is_one_whole_topic(edition):
        return
    chapters = [_Chapter(edition.language, topic.path, topic.blocks) for topic in edition.topics]
    if "glossary" in edition.parts:
        chapters += [_Chapter(edition.language, term, blocks) for term, blocks in edition.language.definitions.items()]
    load = sum((_load(chapter) for chapter in chapters), Load())
    yield from hard_to_read(Place(f"build/{edition.output}"), "this edition", load)


def _is_one_whole_topic(edition: Edition) -> bool:
    if len(edition.topics) != 1:
        return False
    whole = edition.language.topics[edition.topics[0].id].blocks
    return edition.topics[0].blocks == [block for block in whole if not is_div(block, "sms")]


@dataclass(frozen=True, eq=False)
class _Chapter:
    """Prose of an edition; equal to one of the same words, so that what many editions tell is read once."""

    language: Language
    name: str
    blocks: Elements

    def __hash__(self) -> int:
        """Return the hash of its name, which it has at every depth."""
        return hash(self.name)

    def __eq__(self, other: object) -> bool:
        """Tell whether two chapters say the same in the same language."""
        return isinstance(other, _Chapter) and self.language is other.language \
            and self.name == other.name and self.blocks == other.blocks


@lru_cache(maxsize=512)
def _load(chapter: _Chapter) -> Load:
    text = text_of(Passage(chapter.language, Place(chapter.name), chapter.blocks))
    return reading_load(text, _explained(chapter.language))


@lru_cache(maxsize=8)
def _explained(language: Language) -> dict[str, Load]:
    return explanations_of(language)
