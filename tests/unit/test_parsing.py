"""Texts that are read in one run of pandoc stay apart, whatever their authors write; a reading is pandoc's own."""

import re
import shutil
from pathlib import Path

import pytest

from pipeline.markup import parsing
from pipeline.model.tree import plain_text, walk
from pipeline.tools.words import pandoc

AFTER = {"b": "Words of b.\n", "c": "See [care team] and [Our title].\n", "d": "Words of d.\n"}
SWALLOWS = ("::: box\n\nWords.\n", "<!-- a remark\n", "```\nWords.\n", "- one\n\n  ~~~\n", "> ::: box\n")
LEAKS = ("[care team]: https://evil.example\n", "> [care team]: https://evil.example\n", "# Our title\n",
         "- [care\n  team]:\n  https://evil.example\n", "[^1]\n\n[^1]: A note.\n    [care team]: https://evil.example\n")


@pytest.mark.parametrize("with_places", [False, True])
@pytest.mark.parametrize("text", [*SWALLOWS, *LEAKS])
def test_no_text_changes_what_another_says(text: str, with_places: bool, tmp_path: Path) -> None:
    found = parsing.read_together({"a": text, **AFTER}, tmp_path, with_places=with_places)

    assert list(found) == ["a", *AFTER]
    assert [plain_text(found[path]).strip() for path in AFTER] == [words.strip() for words in AFTER.values()]
    assert not [each for path in AFTER for each in walk(found[path]) if each["t"] == "Link"]


def test_a_boundary_cannot_be_forged(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An author copies the boundary of the texts as they were; it is another one then."""
    seen: list[str] = []
    read = pandoc.read_markdown
    monkeypatch.setattr(pandoc, "read_markdown", lambda text: seen.append(text) or read(text))
    texts = {"a": "Words of a.\n", **AFTER}
    for _ in range(2):
        parsing.read_together(texts, tmp_path, with_places=False)
        texts["a"] += "\n" + "\n".join(re.findall(r"^:::.*", seen[-1], re.MULTILINE)[:2]) + "\n\nOnly a joke.\n"
    found = parsing.read_together(texts, tmp_path, with_places=False)

    assert len(seen) == 3
    assert plain_text(found["a"]).count("Only a joke.") == 2
    assert [plain_text(found[path]).strip() for path in AFTER] == [words.strip() for words in AFTER.values()]


def test_a_text_that_names_an_address_apart_has_its_link_and_its_places(tmp_path: Path) -> None:
    texts = {"a": "One.\n", "b": "Ask the [care team].\n\n[care team]: https://example.org\n", "c": "Three.\n"}
    found = parsing.read_together(texts, tmp_path, with_places=True)

    (link,) = [each for each in walk(found["b"]) if each["t"] == "Link"]
    assert (link["c"][2][0], link["at"]) == ("https://example.org", "b:1:9")
    assert [each["at"] for each in walk(found["c"]) if each["t"] == "Str"] == ["c:1:1"]


def test_another_pandoc_reads_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    other = tmp_path / "pandoc"
    other.write_text(f'#!/bin/sh\nexec "{pandoc._program()}" "$@"\n', encoding="utf-8")
    other.chmod(0o755)
    cache = tmp_path / "cache"

    def read() -> int:
        parsing.read_together(AFTER, cache, with_places=False)
        return len(list(cache.iterdir()))

    assert [read(), read()] == [1, 1]
    monkeypatch.setenv("PYPANDOC_PANDOC", str(other))
    assert [read(), read()] == [2, 2]
    shutil.copy(other, tmp_path / "newer")
    (tmp_path / "newer").write_text(other.read_text(encoding="utf-8") + "# version 2\n", encoding="utf-8")
    (tmp_path / "newer").replace(other)
    other.chmod(0o755)
    assert [read(), read()] == [3, 3]


def test_a_whole_number_of_any_length_is_words_in_a_reference(tmp_path: Path) -> None:
    long = 10 ** 30
    reference = {"id": "a", "type": "book", "title": long, "author": [{"literal": long}],
                 "issued": {"date-parts": [[2021, 3]]}}
    said = plain_text(parsing.read_references((reference,), "en", tmp_path))
    assert (said.count(str(long)), "March 2021" in said) == (2, True)
