"""A topic asks its readers for too many years of school.

Flesch-Kincaid above grade 6 is a warning; above grade 8, by Flesch-Kincaid or by SMOG, it is an error. SMOG has the one
line alone: it foretells full understanding where the other foretells three quarters, and so reads two grades higher.
Shorten the sentences, and say long words plainly.
Whole sentences count; headings, and items and cells without a full stop, do not. A term of the glossary counts as its
explanation: each of its words as heavy as the mean word there. Topics under a hundred words are too short to tell.
Languages whose wording.yaml gives `syllables` are examined; the formulas and the rule that counts know English alone.
"""

from collections.abc import Iterator

from pipeline.model.finding import Finding, error, warning
from pipeline.model.publication import Language, Source
from pipeline.model.readability import Load, flesch_kincaid, load_of, smog
from pipeline.model.sentences import WORD, Text, occurrences, term_wordings, topic_texts
from pipeline.model.tree import plain_text

_WORDS_TO_TELL = 100
_HARD, _TOO_HARD = 6, 8


def check(source: Source) -> Iterator[Finding]:
    """Yield one finding for each topic that is hard to read."""
    languages = source.publication.languages.values()
    explained = {language.tag: _explained(language) for language in languages if language.wording.syllables is not None}
    for text in topic_texts(source):
        tag = text.passage.language.tag
        load = _load_of(text, explained[tag]) if tag in explained else Load()
        kincaid, by_smog = flesch_kincaid(load), smog(load)
        if load.words < _WORDS_TO_TELL or (kincaid <= _HARD and by_smog <= _TOO_HARD):
            continue
        says = error if max(kincaid, by_smog) > _TOO_HARD else warning
        yield says(text.passage.place,
                   f"this topic reads at grade {kincaid:.1f} by Flesch-Kincaid and {by_smog:.1f} by SMOG",
                   why="many readers, tired and afraid, would not follow it",
                   fix="shorten its longest sentences, and say words of three and more syllables plainly")


def _explained(language: Language) -> dict[str, Load]:
    """Return what the explanation of each wording of a term asks of the reader, by the wording's plain form."""
    known = language.wording.syllables or {}
    loads = {term.id: load_of(WORD.findall(plain_text(language.definitions[term.id])), known)
             for term in language.terms}
    return {wording: loads[term] for wording, term in term_wordings(language.terms).items()}


def _load_of(text: Text, explained: dict[str, Load]) -> Load:
    """Return what the whole sentences of a topic ask of the reader, terms counted as their explanations."""
    known = text.passage.language.wording.syllables or {}
    whole = [sentence.words for sentence in text.sentences if sentence.is_whole]
    words, rest, last = "\n".join(whole), [], 0
    total = Load(sentences=len(whole))
    for wording, start, end in occurrences(words, explained):
        total += explained[wording].mean(len(words[start:end].split()))
        rest.append(words[last:start])
        last = end
    return total + load_of(WORD.findall(" ".join([*rest, words[last:]])), known)
