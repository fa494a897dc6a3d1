"""A message is counted as a phone counts it, and composed of its author's words and whom to call."""

from functools import lru_cache

import pytest

from pipeline.markup.message import Length, length
from pipeline.model.finding import Place
from pipeline.model.imprint import Imprint, Phone
from pipeline.stages import compose
from pipeline.stages.unstamped import Unstamped, make, says_who
from tests import real_source


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


@lru_cache(maxsize=1)
def base() -> Unstamped:
    """Return the text message about transplants, ready for clinics."""
    (edition,) = (each for each in real_source.editions()
                  if each.channel.id == "jmml-topic-sms" and each.topics[0].id == "stem-cell-transplant")
    return Unstamped(compose.compose(edition), real_source.design())


def of_clinic(number: str) -> Imprint:
    return Imprint(id="ward", name="Ward 3", phones=(Phone(number=number), Phone(number="555-0199")))


def test_a_message_ends_in_whom_to_call_and_fits() -> None:
    said = make(base(), Imprint(id="nobody"), Place("list.csv", 2), None)
    assert isinstance(said, bytes)
    assert said.decode().endswith(" Questions? Call your care team.\n")
    assert length(said.decode().strip()).over <= 0


def test_a_clinic_s_message_ends_in_its_first_number() -> None:
    assert says_who(base().manuscript)
    said = make(base(), of_clinic("+1 555 0100"), Place("list.csv", 2), None)
    assert isinstance(said, bytes)
    assert said.decode().endswith(" Questions? Call your care team: +1 555 0100\n")


def test_a_number_that_makes_a_message_too_long_is_told_where_the_clinic_stands() -> None:
    found = make(base(), of_clinic("+1 555 0100, extension 12345"), Place("list.csv", 2), None)
    assert not isinstance(found, bytes)
    (finding,) = found
    assert str(finding.place) == "list.csv:2"
    assert "165 septets" in finding.message
    assert (finding.field, finding.about) == ("phones", "+1 555 0100, extension 12345")
