"""The ASCII form says what the typographic form says."""

from pathlib import Path

import pytest

from pipeline.model.ascii_form import ascii_form
from pipeline.tools.words.yaml_reader import read_yaml

_LABELS = Path(__file__).parents[2] / "source" / "en" / "labels.yaml"
LABELS = read_yaml("labels.yaml", _LABELS.read_text(encoding="utf-8")).data
#: Those of a language in which a year without its tilde is an anus.
WITH_TILDE = {name: words for name, words in LABELS.items() if name not in ("ascii-ñ", "ascii-Ñ")}


@pytest.mark.parametrize(("typographic", "plain"), [
    ("“It’s” … ‘so’", "\"It's\" ... 'so'"),
    ("1083–90", "1083-90"),
    ("−5", "-5"),
    ("one—two", "one\u00a0-- two"),
    ("≥5", "at least\u00a05"),
    ("≥ 5", "at least 5"),
    ("38°C", "38\u00a0degrees\u00a0C"),
    ("TGF-β", "TGF-beta"),
    ("5 µg", "5 mcg"),
    ("10⁹/L", "10^9/L"),
    ("10⁻⁵", "10^-5"),
    ("2½", "2\u00a01/2"),
    ("H₂O", "H2O"),
    ("Müller, Ångström", "Muller, Angstrom"),
    ("straße", "strasse"),
    ("3 × 4 ±1", "3 x 4 +/-1"),
])
def test_each_sign_has_a_considered_form(typographic: str, plain: str) -> None:
    assert ascii_form(typographic, LABELS) == plain


def test_a_language_gives_a_letter_its_own_form() -> None:
    assert ascii_form("año, Äpfel", {"ascii-ñ": "ny", "ascii-Ä": "Ae"}) == "anyo, Aepfel"


@pytest.mark.parametrize("text", ["☃", "年", "año", "Ω", "√"])
def test_what_has_no_form_stays_for_the_check_to_find(text: str) -> None:
    assert ascii_form(text, WITH_TILDE) == text


def test_a_tilde_set_apart_is_that_of_its_letter() -> None:
    assert ascii_form("n\u0303", WITH_TILDE) == "ñ"


def test_an_english_text_has_the_letter_in_names_alone() -> None:
    assert ascii_form("Dr. Mun\u0303oz, Nuñez", LABELS) == "Dr. Munoz, Nunez"
