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

from pipeline.model.finding import Findings, warning
from pipeline.model.occurrences import occurrences
from pipeline.model.publication import Passive, Source
from pipeline.model.sentences import Text, texts

_NEXT = re.compile(r"\s+([\w-]+)")
#: How many words a subject has behind its first, in a question: are the new cells taken?
_WORDS_OF_SUBJECT = 2
#: Red and bed are no participles.
_LETTERS_OF_PARTICIPLE = 4


def check(source: Source) -> Findings:
    """Yield one finding for each passive, where its form of be stands."""
    for text in texts(source):
        passive = text.passage.language.wording.passive
        for start, end in _passives(text, passive) if passive else ():
            yield warning(text.place(start), f"“{' '.join(text.words[start:end].split())}” is passive",
                          why="it does not say who acts, and is harder to follow",
                          fix="begin with who acts: “doctors give”, not “is given”")


def _passives(text: Text, passive: Passive) -> Iterator[tuple[int, int]]:
    """Yield where each passive starts and ends, from the form of be to the participle."""
    needed = list(occurrences(text.words, passive.needed))
    for be, start, end in occurrences(text.words, passive.be):
        # One letter more is another word: bed.
        last = _end(text, end, passive) if end - start == len(be) else 0
        if last and not any(first <= start < behind for _, first, behind in needed):
            yield start, last


def _end(text: Text, position: int, passive: Passive) -> int:
    """Return where the participle ends that belongs to a form of be; 0 if none does."""
    may_pass = 0
    is_turned = text.sentence_at(position - 1).words.endswith("?")
    while following := _NEXT.match(text.lowered, position):
        word, position = following[1], following.end()
        if _is_participle(word, passive):
            return position
        if word in passive.between or word.endswith("ly"):
            continue
        if is_turned and word in passive.subjects:
            is_turned, may_pass = False, _WORDS_OF_SUBJECT
        elif may_pass:
            may_pass -= 1
        else:
            return 0
    return 0


def _is_participle(word: str, passive: Passive) -> bool:
    if word in passive.states:
        return False
    return word in passive.participles or (word.endswith("ed") and len(word) >= _LETTERS_OF_PARTICIPLE)
