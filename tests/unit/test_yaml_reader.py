"""No YAML, however deep, long or repeated, ends the process or fills the memory: it is a misfit at its line."""

import pytest

from pipeline.model.limits import YAML_DEPTH, YAML_LENGTH, YAML_VALUES
from pipeline.tools.words.yaml_reader import read_yaml

LAUGHS = "".join(f"a{n}: &a{n} [{', '.join(['x' if n == 0 else f'*a{n - 1}'] * 10)}]\n" for n in range(9))
TOO_MUCH = {
    "brackets": ("a:\n  " + "[" * 200_000, (2, 3 + YAML_DEPTH - 1), "inside each other"),
    "braces": ("{a: " * 200_000, (1, 1 + 4 * YAML_DEPTH), "inside each other"),
    "lists": ("- " * 200_000, (1, 1 + 2 * YAML_DEPTH), "inside each other"),
    "aliases": (LAUGHS, (6, 15), "aliases counted"),
    "values": ("- a\n" * (YAML_VALUES + 1), (YAML_VALUES, 3), "more than 200,000 values"),
    "itself": ("a: &a\n- b\n- [*a]\n", (3, 4), "“*a” stands inside what it repeats"),
    "digits": ("a: " + "9" * 5000, (1, 1), "more than 4,300 digits"),
    "tag": ("a:\n  !!python/object/apply:os.system [x]\n", (2, 3), "apply:os.system” means nothing here"),
    "length": ("a: " + "b" * YAML_LENGTH, (1, 1), "more than 2,000,000 characters"),
}


@pytest.mark.parametrize(("text", "place", "told"), TOO_MUCH.values(), ids=TOO_MUCH)
def test_what_is_too_much_is_told_at_its_line(text: str, place: tuple[int, int], told: str) -> None:
    document = read_yaml("a.yaml", text)
    (misfit,) = document.misfits
    assert (document.data, misfit.kind) == (None, "yaml-syntax")
    assert told in misfit.message
    assert document.places[()] == place


def test_what_is_deep_and_repeats_a_little_is_read() -> None:
    text = "a: &a [1, 2]\nb: *a\nc: " + "[" * (YAML_DEPTH - 1) + "]" * (YAML_DEPTH - 1) + "\n"
    document = read_yaml("a.yaml", text)
    assert (document.misfits, document.data["b"]) == ((), [1, 2])
