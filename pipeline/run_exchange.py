"""The flow of files for translators: what they get, and what is taken of what they give back."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from pipeline import sound
from pipeline.checks import examine
from pipeline.model import drafts, pairing
from pipeline.model.exchange import Entry, Returned, lost
from pipeline.model.failure import WrongUsage
from pipeline.model.finding import Finding, Severity, error
from pipeline.model.finding import Place as FilePlace
from pipeline.model.nearest import suggestion
from pipeline.model.publication import Publication, Source
from pipeline.model.segments import Segment, segments, with_texts
from pipeline.model.source_tree import Location, SourceTree
from pipeline.model.translation import Pair
from pipeline.stages import load
from pipeline.tools.keeping import whole_file
from pipeline.tools.words import po
from pipeline.tools.words.yaml_reader import scalars

#: The values of YAML files that are translated: a label, the words of a term, those of a drawing.
_VALUES = {"labels.yaml": (), "glossary.yaml": ("term", "definition"),
           "figures.yaml": ("caption", "picture", "filled", "striped", "last")}


@dataclass(frozen=True)
class _Spot:
    """An entry, and where its words stand in the translation: segments of a topic, or a value; nowhere if neither."""

    entry: Entry
    path: str
    original: tuple[Segment, ...] = ()
    segments: tuple[Segment, ...] = ()
    value: Location = ()


@dataclass(frozen=True)
class Taken:
    """What became of a file: how many entries were taken, which were refused, the paths written."""

    taken: int
    refused: tuple[Finding, ...]
    written: tuple[str, ...]


def export(root: Path, tag: str) -> str:
    """Return a PO file with one entry a segment of prose or value; raises WrongUsage for no translation."""
    source = _source(root, tag)
    return po.written((each.entry for each in _spots(source, tag)), tag, source.publication.identity.id)


def _source(root: Path, tag: str) -> Source:
    source = sound.told_of(root, "nothing of it can be given to a translator", with_places=True)
    known = source.publication.identity.translations
    if tag not in known:
        raise WrongUsage(f"“{tag}” is no language that is translated{suggestion(tag, known)}; there is: "
                         + (", ".join(known) or "none"))
    return source


def _spots(source: Source, tag: str) -> Iterator[_Spot]:
    by_path: dict[str, list[Pair]] = {}
    for pair in pairing.of_language(source.publication, tag):
        by_path.setdefault(pair.path.partition("/")[2], []).append(pair)
    for name, pairs in by_path.items():
        yield from _of_topic(source, tag, name, pairs) if name.endswith(".md") else _of_yaml(source, tag, name, pairs)


def _told(publication: Publication, pairs: Sequence[Pair]) -> str:
    """Return what a translator has to keep: of each fact what the ledger says, its figures and its qualifiers."""
    facts = dict.fromkeys(fact for pair in pairs for unit in pair.original for fact in unit.facts)
    lines = [f"was: {pair.before}" for pair in pairs if pair.before]
    for fact in (publication.facts[name] for name in facts if name in publication.facts):
        figures = ", ".join(f"{each.value} {each.unit}" for each in fact.numbers)
        lines.append("; ".join(filter(None, (f"{fact.id}: {fact.statement}", figures, ", ".join(fact.qualifiers)))))
    return "\n".join(lines)


# --- what comes back ---


def take(root: Path, tag: str, file: Path) -> Taken:
    """Write what a translator gave back where it breaks nothing; of the rest nothing is written, and all is told.

    Raises WrongUsage for no translation, and for what is no PO file.
    """
    source = _source(root, tag)
    try:
        returned = po.read(file.read_text(encoding="utf-8"))
    except ValueError as fault:
        raise WrongUsage(f"{file} is no PO file: {fault}") from fault
    spots = {each.entry.context: each for each in _spots(source, tag)}
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
    return Taken(len(given), tuple(sorted(refused)), tuple(texts))


def _refusal(each: Returned, spots: Mapping[str, _Spot], given: dict[str, Returned]) -> str:
    """Return why an entry is refused, or nothing; what is new and breaks no mark is put into `given`."""
    spot = spots.get(each.context)
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
    tree: SourceTree, spots: Sequence[_Spot], given: Mapping[str, Returned], folders: tuple[str, str]
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


def _with_values(text: str, spots: Sequence[_Spot], given: Mapping[str, Returned]) -> str:
    """Return a text of YAML with other values."""
    places = scalars(text)
    for each in sorted(spots, key=lambda each: -places[each.value][0]):
        begin, end = places[each.value]
        text = text[:begin] + json.dumps(given[each.entry.context].translation, ensure_ascii=False) + text[end:]
    return text


def _blamed(
    found: Sequence[Finding], tree: SourceTree, spots: Sequence[_Spot], given: Mapping[str, Returned]
) -> dict[str, str]:
    """Return the entries that errors stand in, each with what is wrong; where that is not known, all of the file."""
    blamed: dict[str, str] = {}
    for fault in found:
        own = [each for each in spots if each.path == fault.place.path] or list(spots)
        held = [each for each in own if fault.place.line in _lines(tree, each, own, given)]
        blamed |= {each.entry.context: fault.message for each in held or own}
    return blamed


def _lines(tree: SourceTree, spot: _Spot, own: Sequence[_Spot], given: Mapping[str, Returned]) -> set[int]:
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


# --- prose ---


def _of_topic(source: Source, tag: str, name: str, pairs: Sequence[Pair]) -> Iterator[_Spot]:
    """Yield the segments of a topic in the order of the original, those that share a unit as one."""
    original = source.publication.identity.original
    theirs, ours = (_read(source.tree, f"source/{each}/{name}") for each in (original, tag))
    groups = _groups(pairs, theirs, ours)
    for one, other, same in groups:
        words, held = ("\n".join(each.text for each in side) for side in (one, other))
        entry = Entry(f"{original}/{name}:{one[0].first}", words, held, _told(source.publication, same),
                      any(each.state == "stale" for each in same))
        yield _Spot(entry, f"source/{tag}/{name}", tuple(one), tuple(other))


def _read(tree: SourceTree, path: str) -> list[Segment]:
    file = tree.files.get(path)
    return segments(file.text or "") if file else []


def _groups(
    pairs: Sequence[Pair], theirs: Sequence[Segment], ours: Sequence[Segment]
) -> list[tuple[list[Segment], list[Segment], list[Pair]]]:
    """Return what belongs together, segments of the original first; what no original has is left out."""
    groups: list[tuple[list[Segment], list[Segment], list[Pair]]] = []
    for pair in pairs:
        one = _holding(theirs, [each.at for each in pair.original])
        other = _holding(ours, [each.at for each in pair.units])
        joined = [each for each in groups if {*one} & {*each[0]} or {*other} & {*each[1]}]
        groups = [each for each in groups if each not in joined]
        groups.append((_in_order([*one, *(part for each in joined for part in each[0])]),
                       _in_order([*other, *(part for each in joined for part in each[1])]),
                       [*(part for each in joined for part in each[2]), pair]))
    return sorted((each for each in groups if each[0]), key=lambda each: each[0][0].first)


def _in_order(parts: Sequence[Segment]) -> list[Segment]:
    return sorted(dict.fromkeys(parts), key=lambda each: each.first)


def _holding(parts: Sequence[Segment], places: Sequence[str]) -> list[Segment]:
    """Return the segments in which these places stand."""
    lines = {int(each.rsplit(":", 2)[1]) for each in places if each}
    return [each for each in parts if any(each.first <= line <= each.last for line in lines)]


# --- values ---


def _of_yaml(source: Source, tag: str, name: str, pairs: Sequence[Pair]) -> Iterator[_Spot]:
    """Yield the values of a YAML file that are translated, in the order of the original."""
    original = source.publication.identity.original
    theirs, ours = (_values(source.tree, f"source/{each}/{name}", name) for each in (original, tag))
    by_subject: dict[str, list[Pair]] = {}
    for pair in pairs:
        by_subject.setdefault(pair.subject, []).append(pair)
    for key, (said, _) in theirs.items():
        if key[0] in by_subject:
            held, value = ours.get(key, ("", ()))
            same = by_subject[key[0]]
            entry = Entry(f"{original}/{name}:{'.'.join(key)}", said, held, _told(source.publication, same),
                          any(each.state == "stale" for each in same))
            yield _Spot(entry, f"source/{tag}/{name}", value=value)


def _values(tree: SourceTree, path: str, name: str) -> dict[tuple[str, ...], tuple[str, Location]]:
    """Return by key what a file says and where."""
    document = tree.documents.get(path)
    data = document.data if document else {}
    if name == "labels.yaml":
        return {(key,): (said, (key,)) for key, said in data.items()}
    (listed, entries), = data.items() if data else (("", []),)
    return {(entry["id"], key): (entry[key], (listed, number, key))
            for number, entry in enumerate(entries) for key in _VALUES[name] if entry.get(key)}
