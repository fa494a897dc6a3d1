"""Keeps what pandoc read, by the digest of its input, so that an unchanged text is parsed once in its life."""

import json
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import Any
from unicodedata import category

from pipeline.markup.source_signs import with_forms
from pipeline.model.authors_text import NOTE
from pipeline.model.failure import OverLimit
from pipeline.model.letters import has_ideographs, is_ideograph
from pipeline.model.tree import Element, Elements, attribute_of, attributes, branches, in_line, plain_text
from pipeline.tools.keeping import code_digest, kept
from pipeline.tools.words import pandoc

#: Kinds of characters that a name keeps (Unicode): letters, figures, marks on letters, joining signs such as `_`.
_KEPT = ("L", "N", "M", "Pc")
_POSITION = re.compile(r"^(?:[^@]*@)?(\d+):(\d+)-")


def read_together(texts: Mapping[str, str], cache: Path, *, with_places: bool) -> dict[str, Elements]:
    """Return the blocks of each text, in the order given; one run of pandoc reads all that keep to themselves.

    A text that names a link's address apart (`[name]: address`) is read alone, since the name would hold in all
    others, and so is one with a note whose name another text has.
    With places, each element knows `path:line:column`; that form serves messages alone and is not kept.
    Raises OverLimit, which names the text, where reading one takes too much.
    """
    seen: set[str] = set()
    alone = {path: text for path, text in texts.items() if "]:" in text and not _keeps_to_itself(text, seen)}
    parts = _read({path: text for path, text in texts.items() if path not in alone}, cache, with_places)
    for path, text in alone.items():
        parts |= _read({path: text}, cache, with_places)
    return {path: parts[path] for path in texts}


def _keeps_to_itself(text: str, seen: set[str]) -> bool:
    """Tell whether a text may be read with others; `seen` gathers the names of the notes of those that may."""
    names = {name.casefold() for name in NOTE.findall(text)}
    if "]:" in NOTE.sub("", text) or names & seen:
        return False
    seen |= names
    return True


def read_references(references: tuple[dict[str, Any], ...], language: str, cache: Path) -> Elements:
    """Return the reference list that citeproc makes, one div each; raises OverLimit where that takes too much."""
    style = pandoc.STYLE.read_text(encoding="utf-8")
    key = json.dumps([references, language, style], sort_keys=True, default=str)
    with _read_from("source/references.yaml"):
        return _kept(cache, "references", key, lambda: pandoc.read_references(references, language))


@contextmanager
def _read_from(path: str) -> Iterator[None]:
    """Have a limit that is met name the file that was read."""
    try:
        yield
    except OverLimit as limit:
        raise OverLimit(str(limit), path) from limit


def _kept(cache: Path, kind: str, source: str, read: Any) -> Elements:
    key = json.dumps([pandoc.READER, pandoc.identity(), code_digest.of_modules([__name__]), source])
    file = cache / f"{kind}-{sha256(key.encode()).hexdigest()[:32]}.json"
    held: Elements | None = kept.read(file, json.loads)
    if held is None:
        held = read()
        kept.write_data(file, held)
    return held


def _read(texts: Mapping[str, str], cache: Path, with_places: bool) -> dict[str, Elements]:
    """Return the blocks of each text, read as one.

    In halves where a text swallows what follows it (an open box); each alone where reading takes too much, the longest
    first, so that one that asks for too much is found the second time that it costs all that reading may.
    """
    if len(texts) == 1:
        with _read_from(next(iter(texts))):
            return _read_joined(texts, cache, with_places)
    try:
        parts = _read_joined(texts, cache, with_places)
    except OverLimit:
        longest = sorted(texts, key=lambda path: -len(texts[path]))
        return {path: _read({path: texts[path]}, cache, with_places)[path] for path in longest}
    if parts or not texts:
        return parts
    pairs, half = list(texts.items()), len(texts) // 2
    return _read(dict(pairs[:half]), cache, with_places) | _read(dict(pairs[half:]), cache, with_places)


def _read_joined(texts: Mapping[str, str], cache: Path, with_places: bool) -> dict[str, Elements]:
    """Return the blocks of each text, read as one; none where they cannot be told apart."""
    boundary = _boundary(texts)
    joined, starts = _join(texts, boundary)
    if with_places:
        blocks = _read_out(_with_places(pandoc.read_markdown(joined, with_places=True), starts), boundary)
    else:
        blocks = _kept(cache, "markdown", joined, lambda: _read_out(pandoc.read_markdown(joined), boundary))
    parts = _split(_joined(blocks) if has_ideographs(joined) else blocks, boundary)
    return dict(zip(texts, parts, strict=True)) if len(parts) == len(texts) or len(texts) == 1 else {}


def _boundary(texts: Mapping[str, str]) -> str:
    """Return a name that stands in none of the texts: nobody can write the digest of what is being written."""
    return f"text-{sha256(json.dumps(list(texts.values())).encode()).hexdigest()}"


def _join(texts: Mapping[str, str], boundary: str) -> tuple[str, list[tuple[int, str]]]:
    """Return one text in which an empty div opens each part, and the line at which each part starts."""
    opening = f"\n::: {boundary}\n:::\n\n"
    pieces: list[str] = []
    starts: list[tuple[int, str]] = []
    line = 1
    for path, text in texts.items():
        line += opening.count("\n")
        starts.append((line, path))
        body = text if text.endswith("\n") else text + "\n"
        line += body.count("\n")
        pieces += (opening, body)
    return "".join(pieces), starts


def _split(blocks: Elements, boundary: str) -> list[Elements]:
    parts: list[Elements] = []
    for block in blocks:
        if block["t"] == "Div" and boundary in block["c"][0][1]:
            parts.append([])
        else:
            parts[-1].append(block)
    return parts


def _read_out(blocks: Elements, boundary: str) -> Elements:
    """Return the blocks, signs in the form they stand for, each text's sections named by that text alone."""
    blocks = with_forms(blocks)
    for part in _split(blocks, boundary):
        name_sections(part)
    return blocks


def _joined(content: Any) -> Any:
    """Return a tree in which lines that end and begin with an ideograph are one: 治疗之后 has no space inside."""
    if isinstance(content, dict):
        return {**content, "c": _joined(content["c"])} if isinstance(content.get("c"), list) else content
    if not isinstance(content, list):
        return content
    kept = []
    for number, each in enumerate(content):
        is_end = isinstance(each, dict) and each.get("t") == "SoftBreak"
        if not (is_end and _stands_between_ideographs(content, number)):
            kept.append(_joined(each))
    return kept


def _stands_between_ideographs(run: list[Any], number: int) -> bool:
    beside = [next((plain_text(each) for each in side if each["t"] != "Note"), "")
              for side in (run[max(0, number - 3):number][::-1], run[number + 1:number + 2])]
    return all(beside) and is_ideograph(beside[0][-1]) and is_ideograph(beside[1][0])


def name_sections(text: Elements) -> None:
    """Give each heading without a name of its author's its words as its name; one that is taken gets a number.

    Names are as GitHub makes them: small letters, figures and hyphens, then `-1`, `-2` where they stand again.
    """
    headings = [each for each in branches(text) if each["t"] == "Header"]
    taken = {attributes(each)[0] for each in headings} - {""}
    for heading in headings:
        if not attributes(heading)[0]:
            words = _hyphened(plain_text(in_line(heading["c"][2]))) or "section"
            numbered = (f"{words}-{number}" for number in range(1, len(headings) + len(taken) + 1))
            name = words if words not in taken else next(each for each in numbered if each not in taken)
            heading["c"][1][0] = name
            taken.add(name)


def _hyphened(words: str) -> str:
    return "".join("-" if each in " -\n" else each for each in words.lower()
                   if each in " -\n" or category(each).startswith(_KEPT))


def _with_places(blocks: Elements, starts: list[tuple[int, str]]) -> Elements:
    """Return the tree without sourcepos wrappers, each element with the place it was read from."""
    def clean(content: Any, place: str) -> Any:
        if isinstance(content, list):
            result: list[Any] = []
            for value in content:
                cleaned = clean(value, place)
                if isinstance(value, dict) and isinstance(cleaned, list):
                    result.extend(cleaned)
                else:
                    result.append(cleaned)
            return _merge_words(result)
        if not isinstance(content, dict) or "t" not in content:
            return content
        return element(content, place)

    def element(node: Element, place: str) -> Element | Elements:
        pairs = attribute_of(node)[2]
        position = next((value for key, value in pairs if key == "data-pos"), None)
        here = _place(position, starts) if position else place
        is_wrapper = any(key == "wrapper" for key, _ in pairs)
        pairs[:] = [pair for pair in pairs if pair[0] not in ("data-pos", "wrapper")]
        # An attribute that an author gave to a bare word stands in the wrapper too: that one is a mark.
        if is_wrapper and not any(node["c"][0]):
            inner: Elements = clean(node["c"][1], here)
            return inner
        return {**node, **({"c": clean(node["c"], here)} if "c" in node else {}), "at": here}

    cleaned: Elements = clean(blocks, "")
    return cleaned


def _merge_words(nodes: list[Any]) -> list[Any]:
    """Join neighbouring Str: with places, pandoc parts `long-term` into three."""
    result: list[Any] = []
    for node in nodes:
        last = result[-1] if result else None
        if isinstance(node, dict) and isinstance(last, dict) and node.get("t") == last.get("t") == "Str":
            result[-1] = {**last, "c": last["c"] + node["c"]}
        else:
            result.append(node)
    return result


def _place(position: str, starts: list[tuple[int, str]]) -> str:
    match = _POSITION.match(position)
    if match is None:
        return ""
    line, column = int(match[1]), int(match[2])
    first, path = max((start for start in starts if start[0] <= line), default=(1, ""))
    return f"{path}:{line - first + 1}:{column}"
