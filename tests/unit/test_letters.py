"""Words are sorted as the Unicode Collation Algorithm sorts them (UTS #10), as far as glossaries go."""

import pytest

from pipeline.model.letters import in_order


@pytest.mark.parametrize("words", [
    ["célula madre", "Centro de Apoyo"], ["Arzt", "Ärzte", "Zelle"], ["co-op", "coop"], ["ss", "ß", "st"],
    ["da", "đa", "db", "e"], ["lek", "łez", "lz", "m"],  # a stroke is no other letter
    ["कमल", "काम", "किताब", "कुल"],  # vowels that are marks
    ["กระดูก", "ขน", "แขน", "ไขกระดูก", "เลือด"],  # vowels that are written before their letter
    ["ກະດູກ", "ໄຂ່", "ເລືອດ"], ["أدوية", "دم", "علاج"]])
def test_words_stand_by_their_letters_and_then_by_their_marks(words: list[str]) -> None:
    assert sorted(sorted(words), key=in_order) == words
