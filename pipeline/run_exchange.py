"""The flow of files for translators: what they get, and what is taken of what they give back."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path
from typing import Literal

from pipeline import sound
from pipeline.checks import examine
from pipeline.model import drafts
from pipeline.model.exchange import Returned, lost
from pipeline.model.failure import WrongUsage
from pipeline.model.finding import Finding, Severity, error, warning
from pipeline.model.finding import Place as FilePlace
from pipeline.model.nearest import suggestion
from pipeline.model.publication import Source
from pipeline.model.segments import Segment, segments, with_texts
from pipeline.model.source_tree import SourceTree
from pipeline.model.translator_entries import Spot, spots_of
from pipeline.stages import load
from pipeline.tools.keeping import whole_file
from pipeline.tools.words import po, xliff
from pipeline.tools.words.yaml_reader import scalars

#: The forms of files that translators take.
Form = Literal["po", "xliff"]
@dataclass(frozen=True)
class Taken:
    """What became of a file: how many entries were taken, which were refused, what was left, the paths written."""

    taken: int
    refused: tuple[Finding, ...]
    left: tuple[Finding, ...]
    written: tuple[str, ...]


def export(root: Path, tag: str, form: Form = "po") -> str:
    """Return a file with one entry a segment of prose or value; raises WrongUsage for no translation."""
    source = _source(root, tag)
    entries, identity = (each.entry for each in spots_of(source, tag)), source.publication.identity
    if form == "xliff":
        return xliff.written(entries, tag, identity.id, identity.original)
    return po.written(entries, tag, identity.id)


def _source(root: Path, tag: str) -> Source:
    source = sound.told_of(root, "nothing of it can be given to a translator", with_places=True)
    known = source.publication.identity.translations
    if tag not in known:
        raise WrongUsage(f"“{tag}” is no language that is translated{suggestion(tag, known)}; there is: "
                         + (", ".join(known) or "none"))
    return source


# --- what comes back ---


def take(root: Path, tag: str, file: Path) -> Taken:
    """Write what a translator gave back where it breaks nothing; of the rest nothing is written, and all is told.

    Raises WrongUsage for no translation, and for what is neither a PO nor an XLIFF file.
    """
    source = _source(root, tag)
    returned = _read_back(file)
    spots = {each.entry.context: each for each in spots_of(source, tag)}
    left = [*_left(file, returned, spots), *_missing(file, returned, spots)]
    given: dict[str, Returned] = {}
    refused = [_refused(file, each, why) for each in returned if (why := _refusal(each, spots, given))]
    original = f"source/{source.publication.identity.original}/"
    before = set(map(_name, _errors(root, source, source.tree, tag)))
    while True:
        texts, unfit = _applied(source.tree, [spots[each] for each in given], given, (original, f"source/{tag}/"))
        tree = load.with_texts(source.tree, texts)
        found = [] if unfit else [each for each in _errors(root, source, tree, tag) if _name(each) not in before]
        unfit |= _blamed(found, tree, [spots[each] for each in given], given)
        refused += [_refused(file, given.pop(each), why) for each, why in unfit.items()]
        if not unfit:
            break
    for path, text in texts.items():
        whole_file.write(root / path, text.encode())
    return Taken(len(given), tuple(sorted(refused)), tuple(sorted(left)), tuple(texts))


def _read_back(file: Path) -> list[Returned]:
    try:
        text = file.read_text(encoding="utf-8-sig")
        return xliff.read(text) if text.lstrip().startswith("<") else po.read(text)
    except ValueError as fault:
        raise WrongUsage(f"{file} is neither a PO nor an XLIFF 2 file: {fault}") from fault


def _left(file: Path, returned: Sequence[Returned], spots: Mapping[str, Spot]) -> Iterator[Finding]:
    """Yield what was changed and is not taken, since it is marked as unfinished or has no words any more."""
    for each in returned:
        held = spots[each.context].entry.translation if each.context in spots else ""
        if each.is_stale and each.translation != held:
            yield warning(FilePlace(str(file), each.line), f"{each.context}: new words are marked as unfinished",
                          why="nobody can tell whether they are meant to be read",
                          fix="take the mark off (fuzzy; in XLIFF the state initial), and import again"
                          ).of("translation-left")
        elif held and not each.translation.strip():
            yield warning(FilePlace(str(file), each.line), f"{each.context}: it has no words, so “{held}” stays",
                          why="an empty entry may be a slip", fix="delete the words in the source, if it is meant",
                          ).of("translation-left")


def _missing(file: Path, returned: Sequence[Returned], spots: Mapping[str, Spot]) -> Iterator[Finding]:
    """Yield by file of ours the entries that were given out and did not come back."""
    back = {each.context for each in returned}
    for path, held in groupby((each for each in spots if each not in back), lambda each: each.rpartition(":")[0]):
        spans = [each.rpartition(":")[2] for each in held]
        yield warning(FilePlace(str(file)), f"{path}: these entries did not come back: {', '.join(spans)}",
                      why="they stay as they are, translated or not", fix="ask for them, or leave it, if it is meant"
                      ).of("translation-left")


def _refusal(each: Returned, spots: Mapping[str, Spot], given: dict[str, Returned]) -> str:
    """Return why an entry is refused, or nothing; what is new and breaks no mark is put into `given`."""
    spot = spots.get(each.context)
    if each.context in given and given[each.context].translation != each.translation:
        return "it stands twice in this file, in other words"
    if spot is None or each.original != spot.entry.original:
        return "the original has changed since this file was made; export it anew"
    if each.is_stale or not each.translation.strip() or each.translation == spot.entry.translation:
        return ""
    broken = "; ".join(lost(spot.entry, each.translation))
    if not broken:
        given[each.context] = each
    return broken


def _refused(file: Path, each: Returned, why: str) -> Finding:
    return error(FilePlace(str(file), each.line), f"{each.context}: {why}", why="readers would be told something else",
                 fix="mend the entry, and import the file again").of("translation-refused")


def _errors(root: Path, source: Source, tree: SourceTree, tag: str) -> list[Finding]:
    """Return the errors of a translation beside its original."""
    found = examine("files", tree)
    if not any(each.severity is Severity.ERROR for each in found):
        publication = load.build_publication(tree, root / "build" / ".cache", with_places=True)
        found += examine("source", replace(source, tree=tree, publication=drafts.beside_original(publication, tag)))
    return [each for each in found if each.severity is Severity.ERROR]


def _name(finding: Finding) -> tuple[str, ...]:
    return finding.place.path, finding.check, finding.message


def _applied(
    tree: SourceTree, spots: Sequence[Spot], given: Mapping[str, Returned], folders: tuple[str, str]
) -> tuple[dict[str, str], dict[str, str]]:
    """Return the new texts by path, and why entries do not fit into theirs."""
    texts, unfit = dict[str, str](), dict[str, str]()
    for path in dict.fromkeys(each.path for each in spots):
        own = [each for each in spots if each.path == path]
        if path.endswith(".yaml"):
            unfit |= {each.entry.context: f"{path} has no entry for it; add one, then import again"
                      for each in own if not each.value}
            texts[path] = _with_values(tree.files[path].text or "", [each for each in own if each.value], given)
            continue
        base = path if path in tree.files else path.replace(folders[1], folders[0], 1)
        parts = {each.entry.context: each.segments if path in tree.files else each.original for each in own}
        whole = len(segments(tree.files[base].text or ""))
        if path not in tree.files and sum(map(len, parts.values())) < whole:
            unfit |= dict.fromkeys(parts, f"{path} waits until all of its {whole} parts are translated")
            continue
        split = {name: _split(held, given[name].translation) for name, held in parts.items()}
        unfit |= {name: "add it by hand: no program knows in which line it belongs" if not parts[name] else
                  f"it has to keep its {sum(len(part.text.splitlines()) for part in parts[name])} lines"
                  for name, held in split.items() if not held}
        texts[path] = with_texts(tree.files[base].text or "",
                                 {part: words for held in split.values() for part, words in held.items()})
    return texts, unfit


def _split(parts: Sequence[Segment], words: str) -> dict[Segment, str]:
    """Return the words of each segment; several keep the number of their lines."""
    if len(parts) == 1:
        return {parts[0]: words}
    lines, counts = words.split("\n"), [each.text.count("\n") + 1 for each in parts]
    if not parts or sum(counts) != len(lines):
        return {}
    starts = [sum(counts[:number]) for number in range(len(counts))]
    return {part: "\n".join(lines[start:start + count])
            for part, start, count in zip(parts, starts, counts, strict=True)}


def _with_values(text: str, spots: Sequence[Spot], given: Mapping[str, Returned]) -> str:
    """Return a text of YAML with other values."""
    places = scalars(text)
    for each in sorted(spots, key=lambda each: -places[each.value][0]):
        begin, end = places[each.value]
        text = text[:begin] + json.dumps(given[each.entry.context].translation, ensure_ascii=False) + text[end:]
    return text


def _blamed(
    found: Sequence[Finding], tree: SourceTree, spots: Sequence[Spot], given: Mapping[str, Returned]
) -> dict[str, str]:
    """Return the entries that errors stand in, each with what is wrong; where that is not known, all of the file."""
    blamed: dict[str, str] = {}
    for fault in found:
        own = [each for each in spots if each.path == fault.place.path] or list(spots)
        held = [each for each in own if fault.place.line in _lines(tree, each, own, given)]
        blamed |= {each.entry.context: fault.message for each in held or own}
    return blamed


def _lines(tree: SourceTree, spot: Spot, own: Sequence[Spot], given: Mapping[str, Returned]) -> set[int]:
    """Return the lines in which an entry stands now."""
    if spot.value:
        return {tree.place(spot.path, spot.value).line}
    moved, lines = 0, set[int]()
    changed = {part: (each, words) for each in own for part, words in _split(
        each.segments or each.original, given[each.entry.context].translation).items()}
    for part in sorted(changed, key=lambda each: each.first):
        each, words = changed[part]
        now = words.count("\n") + 1
        if each is spot:
            lines |= set(range(part.first + moved, part.first + moved + now))
        moved += now - (part.last - part.first + 1)
    return lines
