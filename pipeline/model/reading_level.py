"""How many years of school a text asks for once the terms of the glossary count as their explanations."""

from collections.abc import Iterable, Mapping

from pipeline.model.finding import Finding, Place, error, warning
from pipeline.model.publication import Language
from pipeline.model.readability import Load, flesch_kincaid, load_of, smog
from pipeline.model.sentences import WORD, TermUse, Text
from pipeline.model.tree import plain_text

_WORDS_TO_TELL = 100
_HARD, _TOO_HARD = 6, 8


def hard_to_read(place: Place, name: str, load: Load) -> Iterable[Finding]:
    """Return a warning above grade 6 and an error above grade 8, by either measure; nothing for under 100 words."""
    kincaid, by_smog = flesch_kincaid(load), smog(load)
    highest = round(max(kincaid, by_smog), 1)
    if load.words < _WORDS_TO_TELL or highest <= _HARD:
        return []
    says = error if highest > _TOO_HARD else warning
    return [says(place, f"{name} reads at grade {kincaid:.1f} by Flesch-Kincaid and {by_smog:.1f} by SMOG",
                 why="many readers, tired and afraid, would not follow it",
                 fix="shorten its longest sentences, and say words of three and more syllables plainly")]


def explanations_of(language: Language) -> dict[str, Load]:
    """Return what the explanation of each term of the glossary asks of the reader, by the term's id."""
    known = language.wording.syllables or {}
    return {term.id: _load_of(plain_text(language.definitions[term.id]), known) for term in language.terms}


def reading_load(text: Text, explained: Mapping[str, Load]) -> Load:
    """Return what the whole sentences of a text ask of the reader, each term as heavy as its explanation."""
    total, rest = Load(), []
    uses = iter([*(use for use in _uses(text) if use.id in explained), None])
    use = next(uses)
    for sentence in text.sentences:
        if not sentence.is_whole:
            continue
        last, total = sentence.start, total + Load(sentences=1)
        while use and use.start < sentence.end:
            if use.start >= last:
                total += explained[use.id].mean(len(text.words[use.start:use.end].split()))
                rest.append(text.words[last:use.start])
                last = use.end
            use = next(uses)
        rest.append(text.words[last:sentence.end])
    return total + _load_of("\n".join(rest), text.passage.language.wording.syllables or {})


def _uses(text: Text) -> list[TermUse]:
    """Return where terms are named, by their wordings or by a mark; of two that start together, the longer first."""
    return sorted({*text.uses, *text.marked}, key=lambda use: (use.start, -use.end))


def _load_of(words: str, known: Mapping[str, int]) -> Load:
    return load_of(WORD.findall(words), known)
