"""Reading apps paint the page in colours of their own; the e-book stays legible on each."""

import os
from pathlib import Path

import pytest

from pipeline.tools.keeping import scratch
from pipeline.tools.validators import browser
from pipeline.tools.validators.node import FOLDER
from tests import ebook

#: Words, page and links of an app's themes, and the size of its letters in percent.
THEMES = {"white": ("#000", "#fff", "#0060c0", 100), "sepia": ("#5b4636", "#f1e8d0", "#00686a", 100),
          "night": ("#e0e0e0", "#222", "#77ccdd", 100), "large": ("#000", "#fff", "#0060c0", 160)}
PAGES = ("when-to-call", "after-treatment", "questions")
STYLE, RULE = "EPUB/style.css", b".box a[href] { color: inherit }"


def illegible(held: dict[str, bytes], theme: str) -> set[str]:
    """Return the words of pages that nobody can read in an app's theme."""
    words, page, links, size = THEMES[theme]
    painted = (f"<style>html {{ color: {words}; font-size: {size}% }} html, body {{ background: {page} !important }} "
               f"body {{ color: {words} !important }} a:any-link {{ color: {links} }}</style></head>").encode()
    changed = {path: content.replace(b"</head>", painted) for path, content in held.items()
               if path.endswith(".xhtml")}
    with scratch.holding(held | changed) as folder:
        files = [folder / f"EPUB/text/{name}.xhtml" for name in PAGES]
        return {each.markup for each in browser.violations(files) if each.rule == "color-contrast"}


@pytest.mark.slow
@pytest.mark.parametrize("theme", THEMES)
def test_every_word_is_legible_in_the_theme_of_an_app(theme: str) -> None:
    installed()
    assert illegible(ebook.files(ebook.content()), theme) == set()


@pytest.mark.slow
def test_links_that_a_box_swallows_are_found() -> None:
    installed()
    held = ebook.files(ebook.content())
    assert held[STYLE].count(RULE) == 2, "once for a dark page"
    assert illegible(held | {STYLE: held[STYLE].replace(RULE, b"")}, "night")


def installed() -> None:
    if not (Path(FOLDER) / "installed").is_file():
        stop = pytest.fail if os.environ.get("CI") == "true" else pytest.skip
        stop("the examiners are not installed; run: python3 -m pipeline.setup test")
