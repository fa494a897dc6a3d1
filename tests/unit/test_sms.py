"""A message is counted as a phone counts it, and composed of its author's words and whom to call."""

import pytest

from pipeline.model.sms import Length, length


@pytest.mark.parametrize(("text", "taken"), [
    ("Call us.", Length(8, 160)),
    ("àäèéñöüÄÅÉÑÖÜßæøÇ¿¡§£¥@_", Length(24, 160)),
    ("[{^}] ~|\\€", Length(19, 160)),
    ("€", Length(2, 160)),
    ("\n\f", Length(3, 160)),
    ("Médico", Length(6, 160)),
])
def test_septets_are_those_of_the_alphabet_and_its_extension(text: str, taken: Length) -> None:
    assert length(text) == taken
    assert taken.unit == "septets"


def test_one_foreign_character_makes_all_of_it_ucs_2() -> None:
    taken = length("Está aquí, “ya” 🙂")
    assert (taken.taken, taken.room, taken.unit) == (18, 70, "UCS-2 characters")
    assert taken.foreign == ("á", "í", "“", "”", "🙂")


@pytest.mark.parametrize(("text", "over"), [("a" * 160, 0), ("a" * 161, 1), ("a" * 159 + "€", 1),
                                            ("á" * 70, 0), ("á" * 71, 1)])
def test_what_is_over_is_told(text: str, over: int) -> None:
    assert length(text).over == over
