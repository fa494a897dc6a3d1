"""An unknown name is answered with the one that was meant, or with those there are."""

from pipeline.model.nearest import advice


def test_the_nearest_name_is_suggested() -> None:
    assert advice("qualifers", ["numbers", "qualifiers"]) == "write “qualifiers” if that is meant"


def test_names_that_are_all_far_are_listed_in_order() -> None:
    assert advice("zzz", ["b", "a"]) == "known are: a, b"


def test_a_long_list_is_cut_short() -> None:
    assert advice("zzz", "abcdefghijk") == "known are: a, b, c, d, e, f, g, h, …"


def test_nothing_known_is_said() -> None:
    assert advice("zzz", []) == "none is known yet"
