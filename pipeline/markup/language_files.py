"""Writes the first files of a language: every key of the original, and the words that are known of any language."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence

from pipeline.model.labels import REQUIRED
from pipeline.model.publication import Language, Wording
from pipeline.tools.words.locales import Conventions

_SCHEMA = "# yaml-language-server: $schema=../schemas/{}.schema.json\n"


def files(original: Language, known: Conventions, roles: Iterable[str]) -> dict[str, str]:
    """Return by name what stands in the folder of a new language; `roles` are the keys of labels for who reviews."""
    direction = "right to left" if known.is_right_to_left else "left to right"
    head = f"# {known.name} ({known.own_name}), written from {direction}, with the digits {known.digits}.\n"
    return {"labels.yaml": _labels(original, known, head, [*REQUIRED, *roles]),
            "glossary.yaml": _glossary(original, head),
            "wording.yaml": _wording(original.wording, head)}


def _labels(original: Language, known: Conventions, head: str, keys: Sequence[str]) -> str:
    said = {"date": known.date, **{f"month-{number}": month for number, month in enumerate(known.months, 1)}}
    lines = (f"{key}: {_quoted(said.get(key, ''))}" + ("" if said.get(key) else f"  # {original.labels[key]}")
             for key in original.labels if key in keys)
    return "\n".join([f"{_SCHEMA.format('labels')}{head}# A label without words is the original’s.", *lines, ""])


def _glossary(original: Language, head: str) -> str:
    terms = (f"#  - id: {term.id}\n#    term: {term.term}\n#    definition: {_line(term.definition)}\n"
             for term in original.terms)
    return (f"{_SCHEMA.format('glossary')}{head}# Take “[]” away with the first term; each below waits for its words.\n"
            f"terms: []\n\n{chr(10).join(terms)}")


def _wording(original: Wording, head: str) -> str:
    entries = "".join(_waiting(name, getattr(original, name)) for name in ("qualifiers", "items"))
    return (f"{_SCHEMA.format('wording')}{head}# How the language says what the ledger’s facts hold; what is empty is "
            f"asked of no text.\n{entries}# Words that are figures -> digits, and those behind which they count.\n"
            "numbers: {}\nunits: []\n")


def _waiting(name: str, entries: Mapping[str, Sequence[str]]) -> str:
    lines = (f"  {key}: []  # {', '.join(words)}\n" for key, words in entries.items())
    return f"{name}:\n{''.join(lines)}" if entries else f"{name}: {{}}\n"


def _quoted(words: str) -> str:
    return json.dumps(words, ensure_ascii=False)


def _line(words: str) -> str:
    return " ".join(words.split())


def with_draft(publication: str, tag: str) -> Iterator[str]:
    """Yield the lines of publication.yaml with one more language, which is a draft; lists stand in one line each."""
    has_drafts = any(line.startswith("drafts:") for line in publication.splitlines())
    for line in publication.splitlines(keepends=True):
        is_list = line.startswith(("languages: [", "drafts: [")) and "]" in line
        yield line.replace("]", f", {tag}]", 1).replace("[, ", "[", 1) if is_list else line
        if is_list and line.startswith("languages:") and not has_drafts:
            yield f"drafts: [{tag}]\n"
