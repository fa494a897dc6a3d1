"""No regular expression of the pipeline tries many ways to match one text: whatever is written, none fails slowly.

All patterns are asked that the modules make when they are loaded and at work on the real source; each line of the code
that makes one is met, or says its pattern in so many letters.
"""

import ast
import json
import subprocess
import sys
from collections.abc import Iterator
from functools import lru_cache

import pytest

from pipeline.model.wording import figures_in
from tests.conftest import ROOT
from tests.pattern_paths import ambiguity
from tests.real_source import publication

#: What takes a pattern first.
_MAKING = frozenset(f"re.{name}" for name in (
    "compile", "search", "match", "fullmatch", "split", "findall", "finditer", "sub", "subn"))
_SPELLED = r"(?:five|thirty|thirty-five)"


@lru_cache(maxsize=1)
def met() -> list[tuple[str, str | bytes, int]]:
    """Return the patterns that are made at work: by which line, and their flags."""
    said = subprocess.run([sys.executable, str(ROOT / "tests" / "patterns_met.py")], capture_output=True, check=True)
    return [(place, pattern.encode("latin-1") if is_bytes else pattern, flags)
            for place, pattern, is_bytes, flags in json.loads(said.stdout)]


def calls() -> Iterator[tuple[str, ast.Call]]:
    """Yield each call of the pipeline's code that takes a pattern, with its file."""
    for path in sorted((ROOT / "pipeline").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func) in _MAKING:
                yield path.relative_to(ROOT).as_posix(), node


@pytest.mark.slow
def test_every_pattern_matches_a_text_in_one_way() -> None:
    slow = {(place, pattern): found for place, pattern, flags in met() if (found := ambiguity(pattern, flags))}
    assert slow == {}


@pytest.mark.slow
def test_every_line_that_makes_a_pattern_is_asked() -> None:
    places, unasked = {place for place, _, _ in met()}, []
    for path, call in calls():
        pattern = call.args[0]
        if {f"{path}:{line}" for line in range(call.lineno, (call.end_lineno or 0) + 1)} & places:
            continue
        if not isinstance(pattern, ast.Constant):
            unasked.append(f"{path}:{call.lineno}")
        elif ambiguity(pattern.value):
            unasked.append(f"{path}:{call.lineno} {pattern.value}")
    assert unasked == []
    assert len(places) > 100


@pytest.mark.parametrize("pattern", [
    r"(a+)+b", r"(a*)*b", r"(\w+\s?)*$", r"(?:a|ab|b)*c", rf"{_SPELLED}(?:-{_SPELLED})*(?!\w)", r"(a{0,3})*b",
    r"x(?=(a+)+b)", r"(?>(a+)+b)"])
def test_a_pattern_whose_ways_double_is_told(pattern: str) -> None:
    assert ambiguity(pattern) == "exponential"


@pytest.mark.parametrize("pattern", [
    r"a*a*b", r".*a.*b", r"[ \t]*\n?[ \t]*x", rb"\d+\.?\d*;", r"(?i)[a-c]*[B-D]*;"])
def test_a_pattern_whose_ways_multiply_is_told(pattern: str | bytes) -> None:
    assert ambiguity(pattern) == "polynomial"


@pytest.mark.parametrize("pattern", [
    r"\w+\s*:", r"(?:a|b)*c", r"\d+(?:\.\d+)?", r'"(?:[^"\\]|\\.)*"', r"\s*,\s*", rf"(?>{_SPELLED}(?!\w))*+x",
    r"^(?:[^@]*@)?(\d+):", rb"[\d.]+ [\d.]+", r"a{1,64}b", r"(?s:.)*", r"[^\W_]+-[^\W_]+"])
def test_a_pattern_with_one_way_passes(pattern: str | bytes) -> None:
    assert ambiguity(pattern) == ""


def test_figures_in_words_are_found_as_ever_and_a_thousand_of_them_end() -> None:
    wording = publication().languages["en"].wording
    said = {"thirty-five": ["thirty-five"], "thirty-fiver": ["thirty"], "five-fivefold": ["five"], "fiver": [],
            "thirty-five-fold": ["thirty-five"], "half-half": ["half-half"]}
    assert {text: [written for _, written in figures_in(text, wording)] for text in said} == said
    assert list(figures_in("thirty-five-" * 1000 + "folded", wording))
