"""One table says which characters a text may hold; what scripts need passes, and what only hides or turns does not."""

import sys
from unicodedata import category

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.model.characters import address_fault, as_drawn, decoded, disguised, has_visible_letter, unfit

#: Arabic, Hebrew, Persian, Hindi, Sinhala; Thai and Khmer with places to break at; an emoji of two; an accent apart.
HONEST = [
    "سعر (50%)\u200f اليوم", "שלום C++\u200f!", "\u200e+1 617 555 0100\u200e שלום", "\u061c50 في المائة",
    "می\u200cخواهم",
    "क्\u200dष और क्\u200cष", "ක්\u200dෂ", "ไทย\u200bไทย", "ខ្មែរ\u200bខ្មែរ", "\U0001f469\u200d\u2695\ufe0f",
    "\U0001f469\U0001f3fd\u200d\U0001f52c", "cafe\u0301", "un\u00adseen words", "a\u2060—\u2060b", "☑\ufe0f yes",
    "٥٠ كلمة",
    "١٩٨٠\u200cم", "x\u00b2, ½, 20\u00a0%, 5\u202f000", "\u0600١٢",
]


@pytest.mark.parametrize("text", HONEST)
def test_what_a_script_needs_passes(text):
    assert list(map(str, unfit(text))) == []


@pytest.mark.parametrize("number", [
    *range(9), 0x0B, 0x0C, *range(0x0E, 0x20), *range(0x7F, 0xA0), 0x2028, 0x2029, *range(0x202A, 0x202F),
    *range(0x2061, 0x2070), *range(0xFDD0, 0xFDF0), 0xFEFF, 0xFFF9, 0xFFFC, 0xFFFD, 0xFFFE, 0xFFFF, 0x1FFFE, 0x10FFFF,
    0xD800, 0xDFFF, 0xE000, 0xF8FF, 0xF0000, 0xE0001, *range(0xE0020, 0xE0080), 0x378, 0x3FFFF, 0x3164, 0x115F, 0x180E,
])
@pytest.mark.parametrize("around", [("word ", " word"), ("שלום ", " שלום"), ("5", "0")])
def test_what_has_no_honest_use_is_refused_everywhere(number, around):
    assert [each.offset for each in unfit(around[0] + chr(number) + around[1])] == [len(around[0])]


def test_of_a_pile_of_marks_the_first_too_many_is_told_and_a_full_letter_passes():
    assert [each.offset for each in unfit("a" + "\u0301" * 9000 + " e" + "\u0301" * 9000)] == [31, 9033]
    assert list(unfit(("a" + "\u0301" * 30) * 9)) == []


def test_no_character_of_an_unknown_kind_passes():
    passed = [chr(number) for number in range(sys.maxunicode + 1) if not any(unfit(f"ab {chr(number)} ba"))]

    assert {category(each) for each in passed} & {"Cs", "Co", "Cn", "Zl", "Zp"} == set()
    assert [each for each in passed if category(each) == "Cc"] == ["\t", "\n", "\r"]
    assert {each for each in passed if category(each) == "Cf"} >= set("\u00ad\u200b\u2060")


@pytest.mark.parametrize("text", [
    "5\u200b0", "5\u00ad0", "5\u2060%", "50\u200e", "\u200f50 percent", "5\u200d0", "5\u200c0", "thirty\u200cfive",
    "5\ufe0f\u20e3", "5\u0338 percent", "5\u200b\u200b\u200b0", "\u200f words\nשלום", "٥\u200c٠", "a" + "\u0301" * 31,
])
def test_what_is_not_seen_may_not_touch_a_figure_nor_stand_without_need(text):
    assert list(unfit(text))


@given(st.text(st.characters(categories=["L", "N", "P", "Zs"]), max_size=30))
def test_letters_figures_and_signs_pass_in_any_order(text):
    assert {each.fault for each in unfit(text)} <= {"cannot be printed"}


def test_what_stands_for_a_character_is_that_character_where_it_was_written():
    text, places = decoded("a &#8238;50&rlm; &#x7; &amp; \\&rlm; &nothing; &#99999999;")

    assert text == "a \u202e50\u200f \x07 & \\&rlm; &nothing; &#99999999;"
    assert [places[text.index(each)] for each in "a\u202e5\u200f\x07&"] == [0, 2, 9, 11, 17, 23]


@pytest.mark.parametrize("figure", [
    "⁵⁰", "㊿", "𝟓𝟎", "５０", "➎", "Ⅻ", "٥٠", "५०", "5\u200b0", "thir\u00adty", "5\ufe0f0"])
def test_a_figure_of_a_fact_is_written_in_digits_of_the_language(figure):
    assert list(disguised(f"as many as {figure} percent"))


@pytest.mark.parametrize("text", [
    "as many as 50 percent", "½ of them", "50 m², H₂O, ¹⁴C", "50\u00a0% – more", "حوالي ٥٠ في المائة", "लगभग ५० प्रतिशत",
    "ราว 50\u00a0คน\u200bไทย", "五十 percent",
])
def test_a_figure_in_the_digits_of_its_language_passes(text):
    assert list(disguised(text)) == []


@pytest.mark.parametrize("address", [
    "https://ex\u0430mple.org", "ex\u0430mple.org/page", "a@exampl\u0435.org", "https://\u0430\u0440\u0440\u04cf\u0435.com",
    "https://xn--80ak6aa92e.com", "https://ｅｘａｍｐｌｅ.org", "https://exa\u200bmple.org", "exa\u00admple.org",
    "https://g\u03bf.org", "https://exam例ple.org", "mailto:\u0430dmin@example.org", "https://xn--\u0430.org",
])
def test_an_address_that_may_be_taken_for_another_is_told(address):
    assert address_fault(address)


@pytest.mark.parametrize("address", [
    "https://example.org/caf\u00e9?q=\u0430b", "https://пример.example.org", "https://例え-テスト.jp", "münchen.de",
    "https://한국.kr",
    "mailto:care@example.org", "https://xn--mnchen-3ya.de", "https://example.org:8080/a", "http://παράδειγμα.gr",
    "1-2.org",
])
def test_an_address_in_one_script_passes(address):
    assert address_fault(address) == ""


@pytest.mark.parametrize(("name", "is_seen"), [
    ("Clinic 7", True), ("医院", True),
    ("7", False), ("—", False), ("\u3164", False), ("عيادة", True), ("\u200b", False)])
def test_a_name_shows_a_letter(name, is_seen):
    assert has_visible_letter(name) is is_seen


@pytest.mark.parametrize(("text", "drawn"), [
    ("as many as \u202e50\u202c percent", "as many as 05 percent"), ("\u202eab\u202d12\u202cc\u202c", "c12ba"),
    ("\u202e50\n50", "05\n50"), ("plain", "plain"), ("\u202ea\u202eb", "ba"), ("\u202b1\u202e50\u202c\u202c", "105"),
])
def test_what_an_override_turns_is_read_turned(text, drawn):
    assert as_drawn(text) == drawn
