"""What the rules for sources do grows with a text, not with its square: twice as much of anything takes twice the work.

Work is counted in lines of the pipeline's code that run, never in time.
"""

import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

from pipeline import checks
from pipeline.checks.source import unread_words
from pipeline.model import authors_text, prose
from pipeline.model.prose import Passage
from pipeline.model.publication import Source
from pipeline.stages import load
from tests.conftest import MINIMAL, ROOT

TOPIC = "source/en/topics/waiting.md"
#: What an author may write many times in one paragraph, or in one list.
OFTEN = {
    "figures": "fever 39,", "figures in a fact": "[50 percent]{fact=remission}", "links": "[page](https://example.org)",
    "brackets": "[ask", "comments": "<!-- ask -->", "notes": "ask[^k]", "unknown terms": "[donor]{term=nobody}",
    "items": "\n- ask your team 3 times", "closing brackets": "ask]", "links cut off": "ask](", "stars": "*ask",
    "bold": "**ask",
    "backticks": "`ask", "tags": "<b", "angles": "a < b", "entities": "&amp;", "bars": "ask |", "inline notes": "ask^[",
    "colons": "::: ask", "quotes": "“ask 'so \"", "dashes": "ask — so", "marks": "\n- 1. ask", "tildes": "~ask",
    "raised": "10^9^",
    "languages": "[ask]{lang=es}", "addresses": "https://example.org/a_b", "mail": "ask@example.org",
    "backslashes": "\\ask",
    "pictures": "![ask](figures/cover.svg)", "breaks": "ask<br>", "braces": "{ask", "tags of others": "[/ask]",
    "numbered items": "\n3. ask", "lazy lines": "\n- ask\nrest", "quotations": "\n> ask\nrest\n",
    "sentences": "Ask. Rest!",
    "explanations": "\n\nAsk\n: rest\n: play", "headings": "\n\n## Ask\n\nRest.",
    "boxes": "\n\n::: call-your-team\nAsk.\n:::\n",
    "rows": "\n\n::: table\nAsk\n\n| a | b |\n|---|---|\n| c | d |\n:::\n",
    "long words": "electroencephalographically-",
}
#: So few that a run is short, so many that a square would show.
COUNT = 20
#: More growth than this is no straight line.
STEEP = 2.4


def work(act: Callable[[], object]) -> int:
    """Return how many lines of the pipeline's code an act runs."""
    lines, before = 0, sys.gettrace()

    def traced(frame: FrameType, event: str, _about: Any) -> Any:
        nonlocal lines
        lines += event == "line"
        return traced if frame.f_code.co_filename.startswith(str(ROOT / "pipeline")) else None

    sys.settrace(traced)
    try:
        act()
    finally:
        sys.settrace(before)
    return lines


def source(root: Path, said: str, count: int) -> Source:
    """Return the minimal publication with something written many times over in one of its topics."""
    shutil.rmtree(root, ignore_errors=True)
    shutil.copytree(MINIMAL, root)
    text = (root / TOPIC).read_text("utf-8")
    (root / TOPIC).write_text(f"{text}\n{' '.join([said] * count)}\n\n[^k]: Ask.\n", "utf-8")
    tree = load.read_tree(root)
    return Source(tree, load.build_publication(tree, root / "build", with_places=True))


def growth(act: Callable[[int], int], least: int) -> float:
    """Return how much more work the longer part of a text takes: 2 where it grows with the text, 8 with its square.

    `least` is the work that the rest of the publication takes, by `act(0)`, made ready for by one act before.
    """
    some, many = act(COUNT), act(3 * COUNT)
    return (many - some) / (some - least)


def examining(root: Path, said: str, count: int) -> int:
    """Return the work of all rules for sources at a publication that says something many times."""
    published = source(root, said, count)
    return work(lambda: checks.examine("source", published))


@pytest.fixture(scope="module")
def least(tmp_path_factory: pytest.TempPathFactory) -> int:
    """Return the work that the publication takes as it is, once all that is kept for later is made."""
    root = tmp_path_factory.mktemp("least") / "project"
    return [examining(root, "", 0) for _ in range(2)][1]


@pytest.mark.slow
@pytest.mark.parametrize("kind", OFTEN)
def test_twice_as_much_of_anything_takes_twice_the_work(kind: str, least: int, tmp_path: Path) -> None:
    assert growth(lambda count: examining(tmp_path / "project", OFTEN[kind], count), least) < STEEP


def test_looking_for_each_place_from_the_beginning_would_show(tmp_path: Path) -> None:
    def act(count: int) -> int:
        published = source(tmp_path / "project", OFTEN["figures"], count)
        (passage,) = (each for each in prose.topics(published) if each.place.path == TOPIC)
        return work(lambda: [_from_the_beginning(passage, number) for number in range(count)])

    assert growth(act, act(0)) > STEEP


def test_comments_that_nothing_closes_are_looked_for_once() -> None:
    def act(count: int) -> int:
        text = "\n\n".join(["<!-- ask", "words"] * count)
        return work(lambda: authors_text.without_comments(text))

    assert act(COUNT) == act(4 * COUNT)
    written, read = "a <!-- b\n--> c <!--> d --> e <!-- f", f"a {' ' * 6}\n{' ' * 3} c {' ' * 11} e <!-- f"
    assert authors_text.without_comments(written) == read


def _from_the_beginning(passage: Passage, number: int) -> object:
    return [each for _, each in zip(range(number), prose._pieces(passage.blocks), strict=False)]


@pytest.mark.parametrize(("behind", "said"), [
    ("", "“lost” is"), ('[ask](https://example.org "gone")', "“lost”, or a word below it, is")])
def test_words_that_are_lost_among_thousands_are_told_without_a_look_at_each_pair(
    behind: str, said: str, tmp_path: Path,
) -> None:
    source(tmp_path / "project", "ask", 1500)
    path = tmp_path / "project" / TOPIC
    many = f'[ask](https://example.org "lost")\n\n{"ask " * 1500}\n\n{behind}'
    path.write_text(f"{path.read_text('utf-8')}\n{many}\n", "utf-8")
    tree = load.read_tree(tmp_path / "project")
    (found,) = unread_words.check(Source(tree, load.build_publication(tree, tmp_path / "build", with_places=True)))
    assert found.message == f"{said} in no product"
