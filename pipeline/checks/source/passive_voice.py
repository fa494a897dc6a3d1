"""A sentence is in the passive voice: it does not say who does something (“the drug is given”).

The active voice is shorter, and tells a family who acts: “doctors give the drug”. It is item 5 of PEMAT-P and asked for
by the CDC Clear Communication Index, of the main message and the call to action. PEMAT is content with four sentences
of five; here each passive is named, since nearly all can be turned.
Known are a form of be and a participle, with “not”, “often” or a word in -ly between, or the subject in a question. The
forms stand under `passive` in wording.yaml; languages without it are not examined. Words that tell a state (worried,
born) stand there under `states`. Where an exact meaning needs the passive, as with “may be considered”, which leaves
open by whom, the phrase goes under `needed`, with the reason. All prose and labels are examined.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.model.finding import Findings, warning
from pipeline.model.occurrences import occurrences
from pipeline.model.publication import Passive, Source
from pipeline.model.sentences import Text, texts

_NEXT = re.compile(r"\s+([\w-]+)")
#: How many words a subject has behind its first, in a question: are the new cells taken?
_WORDS_OF_SUBJECT = 2
#: Red and bed are no participles.
_LETTERS_OF_PARTICIPLE = 4


@dataclass(frozen=True)
class _Forms:
    between: frozenset[str]
    subjects: frozenset[str]
    participles: frozenset[str]
    states: frozenset[str]


def check(source: Source) -> Findings:
    """Yield one finding for each passive, where its form of be stands."""
    wordings = {tag: language.wording.passive for tag, language in source.publication.languages.items()}
    forms = {tag: _forms(passive) for tag, passive in wordings.items() if passive}
    for text in texts(source):
        tag = text.passage.language.tag
        passive = wordings[tag]
        for start, end in _passives(text, passive, forms[tag]) if passive else ():
            yield warning(text.place(start), f"“{' '.join(text.words[start:end].split())}” is passive",
                          why="it does not say who acts, and is harder to follow",
                          fix="begin with who acts: “doctors give”, not “is given”")


def _forms(passive: Passive) -> _Forms:
    return _Forms(frozenset(passive.between), frozenset(passive.subjects), frozenset(passive.participles),
                  frozenset(passive.states))


def _passives(text: Text, passive: Passive, forms: _Forms) -> Iterator[tuple[int, int]]:
    """Yield where each passive starts and ends, from the form of be to the participle."""
    needed = list(occurrences(text.words, passive.needed))
    for be, start, end in occurrences(text.words, passive.be):
        # One letter more is another word: bed.
        last = _end(text, end, forms) if end - start == len(be) else 0
        if last and not any(first <= start < behind for _, first, behind in needed):
            yield start, last


def _end(text: Text, position: int, forms: _Forms) -> int:
    """Return where the participle ends that belongs to a form of be; 0 if none does."""
    may_pass = 0
    is_turned = text.sentence_at(position - 1).words.endswith("?")
    while following := _NEXT.match(text.lowered, position):
        word, position = following[1], following.end()
        if _is_participle(word, forms):
            return position
        if word in forms.between or word.endswith("ly"):
            continue
        if is_turned and word in forms.subjects:
            is_turned, may_pass = False, _WORDS_OF_SUBJECT
        elif may_pass:
            may_pass -= 1
        else:
            return 0
    return 0


def _is_participle(word: str, forms: _Forms) -> bool:
    if word in forms.states:
        return False
    return word in forms.participles or (word.endswith("ed") and len(word) >= _LETTERS_OF_PARTICIPLE)
