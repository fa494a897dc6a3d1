"""Lays what was read back from a file beside what its edition says, and tells where they differ."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from pipeline.model.parity import Heard, Sentence, is_same_run

#: Words in a row that stand once on both sides pin the two texts together.
_PIN = 3
#: In more pieces no word is parted.
_MOST_PIECES = 7
#: More words of a running title are no heading below it.
_LONGEST_ENDING = 12
#: With fewer of its words in place, a sentence is missing rather than changed.
_LEAST_IN_PLACE = 0.3

Kind = Literal["missing", "moved", "changed", "extra"]
Phrase = tuple[str, ...]
#: The number of a word that was told -> the number of the word that was read in its place, both rising.
_Partners = dict[int, int]


@dataclass(frozen=True)
class Difference:
    """A place at which a file differs from its edition; `sentence` is None for words that the edition does not have."""

    kind: Kind
    sentence: Sentence | None
    found: Phrase
    where: str


def differences(
    sentences: Sequence[Sentence], heard: Sequence[Heard], furniture: Mapping[str, Sequence[Phrase]]
) -> list[Difference]:
    """Return where a file differs from the sentences that it should say, in order; none for the same words.

    `furniture` gives by place the phrases that may stand beside the text, each once: a folio, a running title.
    """
    told = [word for sentence in sentences for word in sentence.words]
    heard = _whole(told, heard)
    if told == [each.word for each in heard]:
        return []
    heard, partners = _matched(told, heard, furniture)
    found, loose = _compare(sentences, heard, partners)
    return _with_moves(found, loose)


def places(
    sentences: Sequence[Sentence], heard: Sequence[Heard], furniture: Mapping[str, Sequence[Phrase]]
) -> list[tuple[str, ...]]:
    """Return where each sentence stands in a file, every place that it reaches; none for one that is not there."""
    told = [word for sentence in sentences for word in sentence.words]
    heard, partners = _matched(told, _whole(told, heard), furniture)
    found: list[tuple[str, ...]] = []
    begin = 0
    for sentence in sentences:
        end = begin + len(sentence.words)
        inside = [heard[partners[index]].where for index in range(begin, end) if index in partners]
        is_there = len(inside) > _LEAST_IN_PLACE * len(sentence.words)
        found.append(tuple(dict.fromkeys(inside)) if is_there else ())
        begin = end
    return found


def _whole(told: Sequence[str], heard: Sequence[Heard]) -> list[Heard]:
    """Return what was read, the pieces of a long word as one: hyphens part it where a column is narrow.

    A piece is no word of the edition, and the pieces together are one; figures are never put together.
    """
    known = set(told)
    whole: list[Heard] = []
    index = 0
    while index < len(heard):
        is_piece = heard[index].word not in known or any(
            each.word not in known for each in heard[index + 1:index + 2])
        counts = range(2, _MOST_PIECES + 1) if is_piece else ()
        count = next((each for each in counts if _is_parted(heard[index:index + each], known)), 1)
        whole.append(Heard("".join(each.word for each in heard[index:index + count]), heard[index].where))
        index += count
    return whole


def _is_parted(pieces: Sequence[Heard], known: set[str]) -> bool:
    words = [each.word for each in pieces]
    return "".join(words) in known and all(map(str.isalpha, words)) and not known.issuperset(words)


def _matched(
    told: Sequence[str], heard: Sequence[Heard], furniture: Mapping[str, Sequence[Phrase]]
) -> tuple[Sequence[Heard], _Partners]:
    """Return what a file says beside its furniture, and which of those words is which that it should say."""
    heard = _without_furniture(heard, _partners(told, heard), furniture)
    return heard, _partners(told, heard)


def _without_furniture(
    heard: Sequence[Heard], partners: _Partners, furniture: Mapping[str, Sequence[Phrase]]
) -> Sequence[Heard]:
    """Leave out the words without a partner that are nothing but furniture of their page."""
    left = {where: list(phrases) for where, phrases in furniture.items()}
    known: set[int] = set()
    for run in _runs(set(range(len(heard))) - set(partners.values())):
        for moved in _slides(heard, run):
            used = _taken([heard[index] for index in moved], left)
            if used:
                known |= set(moved)
                for where, phrase in used:
                    left[where].remove(phrase)
                break
    return [each for index, each in enumerate(heard) if index not in known]


def _slides(heard: Sequence[Heard], run: list[int]) -> Iterator[list[int]]:
    """Yield a run and those that might as well be left over: where it begins with the word that follows it.

    Where the words behind it stand twice in a row, the first of them may belong to it: a running title that ends in the
    heading below it.
    """
    low, high = run[0], run[-1]
    yield run
    while low and heard[low - 1].word == heard[high].word:
        low, high = low - 1, high - 1
        yield list(range(low, high + 1))
    low, high = run[0], run[-1]
    while high + 1 < len(heard) and heard[high + 1].word == heard[low].word:
        low, high = low + 1, high + 1
        yield list(range(low, high + 1))
    low, high = run[0], run[-1]
    behind = [each.word for each in heard[high + 1:high + 1 + 2 * _LONGEST_ENDING]]
    for count in range(1, len(behind) // 2 + 1):
        if behind[:count] == behind[count:2 * count]:
            yield list(range(low, high + count + 1))


def _taken(words: Sequence[Heard], left: Mapping[str, Sequence[Phrase]]) -> list[tuple[str, Phrase]]:
    """Return the phrases of their pages that make up the words, the longest first; none if words are left over."""
    used: list[tuple[str, Phrase]] = []
    rest = list(words)
    while rest:
        where = rest[0].where
        start = tuple(each.word for each in rest if each.where == where)
        phrases = left.get(where, ())
        fitting = [each for each in phrases
                   if start[:len(each)] == each and used.count((where, each)) < phrases.count(each)]
        if not fitting:
            return []
        used.append((where, max(fitting, key=len)))
        rest = rest[len(used[-1][1]):]
    return used


# --- partners ---


def _partners(told: Sequence[str], heard: Sequence[Heard]) -> _Partners:
    read = [each.word for each in heard]
    partners: _Partners = {}
    begin, start = 0, 0
    for end, stop in [*_pins(told, read), (len(told), len(read))]:
        matcher = SequenceMatcher(None, told[begin:end], read[start:stop], autojunk=False)
        for block in matcher.get_matching_blocks():
            partners |= {begin + block.a + step: start + block.b + step for step in range(block.size)}
        begin, start = end, stop
    return partners


def _pins(told: Sequence[str], read: Sequence[str]) -> list[tuple[int, int]]:
    """Return where runs that stand once on both sides begin: the longest series that rises on both (patience diff)."""
    places = _single_runs(read)
    pairs = [(index, places[run]) for run, index in _single_runs(told).items() if run in places]
    tails: list[int] = []
    last: list[int] = []
    before: list[int] = []
    for number, (_, place) in enumerate(pairs):
        spot = bisect_left(tails, place)
        tails[spot:spot + 1], last[spot:spot + 1] = [place], [number]
        before.append(last[spot - 1] if spot else -1)
    chain, number = [], last[-1] if last else -1
    while number >= 0:
        chain.append(pairs[number])
        number = before[number]
    return chain[::-1]


def _single_runs(words: Sequence[str]) -> dict[Phrase, int]:
    runs = [tuple(words[start:start + _PIN]) for start in range(len(words) - _PIN + 1)]
    counts = Counter(runs)
    return {run: index for index, run in enumerate(runs) if counts[run] == 1}


# --- what differs ---


def _compare(
    sentences: Sequence[Sentence], heard: Sequence[Heard], partners: _Partners
) -> tuple[list[Difference], list[list[Heard]]]:
    """Return the sentences that are not there as they are, and the runs of words that belong to none."""
    found: list[Difference] = []
    loose = set(range(len(heard)))
    begin = 0
    for sentence in sentences:
        end = begin + len(sentence.words)
        low, high = _span(partners, begin, end)
        read = tuple(each.word for each in heard[low:high])
        in_place = sum(index in partners for index in range(begin, end))
        if is_same_run(sentence.words, read):
            loose -= set(range(low, high))
        elif in_place > _LEAST_IN_PLACE * len(sentence.words):
            loose -= set(range(low, high))
            found.append(Difference("changed", sentence, read, heard[low].where))
        else:
            near = heard[min(low, len(heard) - 1)].where if heard else ""
            found.append(Difference("missing", sentence, (), near))
        begin = end
    return found, [[heard[number] for number in run] for run in _runs(loose)]


def _span(partners: _Partners, begin: int, end: int) -> tuple[int, int]:
    """Return which words were read where those from `begin` to `end` should stand, up to the neighbours' words."""
    inside = [partners[index] for index in range(begin, end) if index in partners]
    before = -1 if begin == 0 else partners.get(begin - 1)
    if not inside:
        return (before or 0) + 1, (before or 0) + 1
    low, high = inside[0], inside[-1] + 1
    if begin not in partners and before is not None:
        low = before + 1
    if end - 1 not in partners:
        high = partners.get(end, high)
    return low, high


def _runs(numbers: set[int]) -> list[list[int]]:
    """Return neighbouring numbers together."""
    runs: list[list[int]] = []
    for number in sorted(numbers):
        if runs and runs[-1][-1] == number - 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return runs


def _with_moves(found: Sequence[Difference], loose: Sequence[Sequence[Heard]]) -> list[Difference]:
    """Return all differences; a missing sentence that stands elsewhere has moved, and is no extra there."""
    result: list[Difference] = []
    rest = [list(run) for run in loose]
    for each in found:
        spot = _place_of(each.sentence.words, rest) if each.kind == "missing" and each.sentence else None
        if spot and each.sentence:
            run, start = spot
            stop = start + len(each.sentence.words)
            each = Difference("moved", each.sentence, each.sentence.words, run[start].where)
            rest.remove(run)
            rest += [part for part in (run[:start], run[stop:]) if part]
        result.append(each)
    return result + [Difference("extra", None, tuple(each.word for each in run), run[0].where) for run in rest]


def _place_of(words: Phrase, runs: Sequence[list[Heard]]) -> tuple[list[Heard], int] | None:
    for run in runs:
        read = [each.word for each in run]
        for start in range(len(read) - len(words) + 1):
            if tuple(read[start:start + len(words)]) == words:
                return run, start
    return None
