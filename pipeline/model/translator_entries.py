"""What a translator gets as one, segments of prose and values, each with its place in both languages."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.model import pairing
from pipeline.model.exchange import Entry
from pipeline.model.publication import Publication, Source
from pipeline.model.segments import Segment, segments
from pipeline.model.source_tree import Location, SourceTree
from pipeline.model.translation import Pair

#: The values of YAML files that are translated: a label, the words of a term, those of a drawing.
_VALUES = {"labels.yaml": (), "glossary.yaml": ("term", "definition"),
           "figures.yaml": ("caption", "picture", "filled", "striped", "last")}


@dataclass(frozen=True)
class Spot:
    """An entry, and where its words stand in the translation: segments of a topic, or a value; nowhere if neither."""

    entry: Entry
    path: str
    original: tuple[Segment, ...] = ()
    segments: tuple[Segment, ...] = ()
    value: Location = ()


def spots_of(source: Source, tag: str) -> Iterator[Spot]:
    """Yield what is to be translated into a language, file by file, in the order of the original."""
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


# --- prose ---


def _of_topic(source: Source, tag: str, name: str, pairs: Sequence[Pair]) -> Iterator[Spot]:
    """Yield the segments of a topic in the order of the original, those that share a unit as one."""
    original = source.publication.identity.original
    theirs, ours = (_read(source.tree, f"source/{each}/{name}") for each in (original, tag))
    groups = _groups(pairs, theirs, ours)
    for one, other, same in groups:
        words, held = ("\n".join(each.text for each in side) for side in (one, other))
        entry = Entry(f"{original}/{name}:{one[0].first}", words, held, _told(source.publication, same),
                      any(each.state == "stale" for each in same))
        yield Spot(entry, f"source/{tag}/{name}", tuple(one), tuple(other))


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


def _of_yaml(source: Source, tag: str, name: str, pairs: Sequence[Pair]) -> Iterator[Spot]:
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
            yield Spot(entry, f"source/{tag}/{name}", value=value)


def _values(tree: SourceTree, path: str, name: str) -> dict[tuple[str, ...], tuple[str, Location]]:
    """Return by key what a file says and where."""
    document = tree.documents.get(path)
    data = document.data if document else {}
    if name == "labels.yaml":
        return {(key,): (said, (key,)) for key, said in data.items()}
    (listed, entries), = data.items() if data else (("", []),)
    return {(entry["id"], key): (entry[key], (listed, number, key))
            for number, entry in enumerate(entries) for key in _VALUES[name] if entry.get(key)}
