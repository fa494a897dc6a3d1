"""One changed unit of the original makes exactly its unit of a translation stale, and what is no change makes none.

The Spanish of the real source counts here as made from its English as both stand.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

import pytest

from pipeline.markup import confirmation_sheet
from pipeline.model import confirmable, pairing, translation
from pipeline.model.confirmation import Open, Unit, digest_of
from pipeline.model.publication import Publication
from pipeline.model.translation import Origin, Pair, Translated, digests, said
from pipeline.tools.words.yaml_reader import read_yaml
from tests.laws.test_confirmed_words import english, moved, read, real, requoted, rewrapped, texts


@lru_cache(maxsize=1)
def in_step() -> Publication:
    """Return the real publication, its Spanish made from its English."""
    publication = replace(real()[1], translated={})
    pairs = pairing.of_language(publication, "es")
    return replace(publication, translated={"es": pairing.kept(pairs, None, pairs)})


@lru_cache(maxsize=1)
def english_by_file() -> dict[str, list[Unit]]:
    found: dict[str, list[Unit]] = {}
    for each in confirmable.units(in_step(), "en"):
        found.setdefault(each.path.partition("/")[2], []).append(each)
    return {name: units for name, units in found.items() if name != "wording.yaml"}


@lru_cache(maxsize=1)
def spanish() -> list[Unit]:
    return confirmable.units(in_step(), "es")


@lru_cache(maxsize=1)
def known() -> dict[str, list[Origin]]:
    return translation.origins(in_step().translated["es"])


def apart(name: str, original: list[Unit], units: list[Unit] | None = None) -> list[Pair]:
    """Return what is not as it was, with another English or Spanish of one file."""
    ours = [each for each in spanish() if each.path == f"es/{name}"] if units is None else units
    return [each for each in pairing.pairs(original, ours, "es", known()) if each.state != "current"]


def other(unit: Unit, words: str) -> Unit:
    """Return a unit with other words."""
    return replace(unit, words=words, said=digest_of(words), digest=digest_of(f"{words}!"))


def whole(step: int = 1) -> Iterator[tuple[str, list[Unit], int]]:
    """Yield each unit of the English that is translated, or one of so many: its file, all units of that, its number."""
    for name, units in english_by_file().items():
        translated = {digest for origin in known()[f"es/{name}"] if origin.units for digest in origin.original}
        yield from ((name, units, number) for number, unit in enumerate(units)
                    if unit.said in translated and number % step == 0)


def origins_of(name: str, unit: Unit) -> list[Origin]:
    """Return what was made from a unit; more than one where it is said twice."""
    return [each for each in known()[f"es/{name}"] if unit.said in each.original and each.units]


def test_all_is_in_step_where_all_was_held_against_the_original() -> None:
    assert pairing.out_of_step(in_step(), pairing.of_languages(in_step())) == ()
    assert len(list(whole())) > 650


def test_one_changed_unit_makes_exactly_its_translation_stale() -> None:
    for name, units, number in whole():
        new = other(units[number], f"{units[number].words} Or so.")
        (pair,) = apart(name, [*units[:number], new, *units[number + 1:]])
        assert (pair.state, new.words in said(pair.original)) == ("stale", True), units[number].words
        origins = [(each.words, each.units) for each in origins_of(name, units[number])]
        assert (pair.before, digests(pair.units)) in origins


def test_a_unit_that_says_something_else_altogether_makes_its_translation_stale() -> None:
    for name, units, number in whole(4):
        new = other(units[number], "Drink plenty of water.")
        (pair,) = apart(name, [*units[:number], new, *units[number + 1:]])
        assert (pair.state, new.words in said(pair.original)) == ("stale", True), units[number].words


def test_a_unit_that_is_gone_leaves_its_translation_over_and_no_other() -> None:
    for name, units, number in whole(4):
        (pair,) = apart(name, [*units[:number], *units[number + 1:]])
        (origin,) = (each for each in origins_of(name, units[number]) if each.units == digests(pair.units))
        assert pair.state == ("left-over" if len(origin.original) == 1 else "stale"), units[number].words
        assert pair.before == origin.words


def test_a_unit_that_is_new_is_missing_behind_what_it_follows() -> None:
    for name, units, number in whole(4):
        if name.startswith("topics/") and all(each.original[-1] == units[number].said
                                              for each in origins_of(name, units[number])):
            new = replace(other(units[number], "Drink plenty of water."), facts=(), at="")
            (pair,) = apart(name, [*units[:number + 1], new, *units[number + 1:]])
            assert (pair.state, pair.units, pair.original) == ("missing", (), (new,))
            assert pair.after
            assert any(pair.after.said in each.units for each in origins_of(name, units[number]))


def test_a_sentence_said_once_more_is_missing_though_it_is_translated_elsewhere() -> None:
    for name, units, number in whole(4):
        if name.startswith("topics/") and all(len(each.original) == 1 for each in origins_of(name, units[number])):
            once_more = replace(units[number], spot=replace(units[number].spot, block=10_000))
            (pair,) = apart(name, [*units, once_more])
            assert (pair.state, pair.original[0].words) == ("missing", units[number].words)


def test_other_words_of_the_translation_leave_it_current_with_the_original() -> None:
    for name in english_by_file():
        ours = [each for each in spanish() if each.path == f"es/{name}"]
        for number, unit in list(enumerate(ours))[::4]:
            new = other(unit, f"{unit.words} Más o menos.")
            found = apart(name, english_by_file()[name], [*ours[:number], new, *ours[number + 1:]])
            is_alone = any(each.units == (unit.said,) and not each.original for each in known()[f"es/{name}"])
            assert {each.state for each in found} <= ({"left-over"} if is_alone else {"reworded"}), unit.words


def test_what_nobody_has_confirmed_is_told_as_such_alone() -> None:
    name, original = "topics/main-point.md", english_by_file()["topics/main-point.md"]
    first, *others = (each for each in spanish() if each.path == f"es/{name}")
    (pair,) = apart(name, original, [other(first, "Otra cosa"), *others])
    opened = [Open(each, each.path) for each in pair.units]
    assert pairing._is_to_be_told(pair, {(each.path, each.unit.digest) for each in opened if each.unit}) is False
    assert pairing._is_to_be_told(pair, set()) is True


@pytest.mark.parametrize("change", [rewrapped, requoted, moved])
def test_what_is_no_change_makes_nothing_stale(change: Callable[[str], str], tmp_path: Path) -> None:
    doctored = {path: change(text) for path, text in texts().items()}
    assert any(doctored[path] != text for path, text in texts().items())
    topics = read(doctored, tmp_path)
    language = replace(english(), topics={each.id: each for each in topics.values()})
    changed = replace(in_step(), languages=in_step().languages | {"en": language})
    assert pairing.out_of_step(changed, pairing.of_languages(changed)) == ()


def test_what_is_kept_of_a_stale_unit_stays_until_somebody_has_held_it_against_the_original() -> None:
    name, units, number = next(each for each in whole() if each[0].startswith("topics/"))
    changed = [*units[:number], other(units[number], "Drink plenty of water."), *units[number + 1:]]
    ours = [each for each in spanish() if each.path == f"es/{name}"]
    pairs = pairing.pairs(changed, ours, "es", known())
    before = pairing.kept(pairs, in_step().translated["es"], [])
    assert translation.origins(before)[f"es/{name}"] == known()[f"es/{name}"]
    after = pairing.kept(pairs, in_step().translated["es"], [each for each in pairs if each.state == "stale"])
    again = pairing.pairs(changed, ours, "es", translation.origins(after))
    assert [each.state for each in again] == ["current"] * len(pairs)
    assert len(translation.origins(after)[f"es/{name}"]) == len(known()[f"es/{name}"])


def test_what_is_kept_is_read_as_it_was_written() -> None:
    text = confirmation_sheet.translated_as_yaml(in_step().translated["es"])
    assert Translated.model_validate(read_yaml("source/es/translated.yaml", text).data) == in_step().translated["es"]
