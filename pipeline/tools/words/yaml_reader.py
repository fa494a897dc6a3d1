"""Reads YAML with the line and column of every value (PyYAML over libyaml)."""

import re
from collections.abc import Iterator
from typing import Any

import yaml

from pipeline.model.limits import YAML_DEPTH, YAML_LENGTH, YAML_VALUES
from pipeline.model.source_tree import Location, Misfit, YamlDocument

_UNKNOWN_TAG = re.compile("constructor for the tag '([^']*)'")


class _Loader(yaml.CSafeLoader):
    """The safe loader, which leaves a date that does not exist as the words it is."""


def _date_or_words(loader: _Loader, node: yaml.ScalarNode) -> Any:
    try:
        return loader.construct_yaml_timestamp(node)
    except ValueError:
        return node.value


_Loader.add_constructor("tag:yaml.org,2002:timestamp", _date_or_words)


def read_yaml(path: str, text: str) -> YamlDocument:
    """Return the document; text that is no YAML, or holds too much, gives a document without data and one misfit."""
    loader = _Loader(text)
    try:
        _refuse_too_much(text)
        node = loader.get_single_node()
        if node is None or node.tag == "tag:yaml.org,2002:null":
            return YamlDocument(path, None, {}, (Misfit((), "yaml-syntax", "the file is empty"),))
        places: dict[Location, tuple[int, int]] = {}
        misfits: list[Misfit] = []
        _note_places(node, (), places, misfits)
        return YamlDocument(path, loader.construct_document(node), places, tuple(misfits))
    except (yaml.YAMLError, ValueError, LookupError, AttributeError, RecursionError) as fault:
        mark = getattr(fault, "problem_mark", None) or getattr(fault, "context_mark", None)
        place = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        return YamlDocument(path, None, {(): place}, (Misfit((), "yaml-syntax", _in_words(fault)),))
    finally:
        loader.dispose()


def _in_words(fault: Exception) -> str:
    """Return what is wrong, in words for who does not program."""
    said = getattr(fault, "problem", None) or str(fault).splitlines()[0]
    tag = _UNKNOWN_TAG.search(said)
    if tag:
        return f"“{tag[1]}” means nothing here; delete what begins with “!”"
    return "a number has more than 4,300 digits" if "int_max_str_digits" in said else said


def _refuse_too_much(text: str) -> None:
    """Raise a YAMLError where a text is too long, too deep or holds too many values; libyaml dies of great depth."""
    if len(text) > YAML_LENGTH:
        raise yaml.MarkedYAMLError(problem=f"the file has more than {YAML_LENGTH:,} characters; part it")
    sizes: dict[str | None, int] = {}
    within: list[tuple[str | None, int]] = [(None, 0)]
    for event in yaml.parse(text, Loader=_Loader):
        if isinstance(event, yaml.CollectionStartEvent):
            within.append((event.anchor, 1))
            count = 0
        elif isinstance(event, yaml.CollectionEndEvent):
            anchor, count = within.pop()
            sizes[anchor] = count
        elif isinstance(event, yaml.AliasEvent):
            if event.anchor in (anchor for anchor, _ in within[1:]):
                raise _too_much(f"“*{event.anchor}” stands inside what it repeats", event)
            count = sizes.get(event.anchor, 1)
        else:
            count = 1
        within[-1] = (within[-1][0], within[-1][1] + count)
        if len(within) - 1 > YAML_DEPTH:
            raise _too_much(f"more than {YAML_DEPTH} values stand inside each other", event)
        if within[-1][1] > YAML_VALUES:
            raise _too_much(f"more than {YAML_VALUES:,} values, aliases counted as what they repeat", event)


def _too_much(problem: str, event: Any) -> yaml.YAMLError:
    return yaml.MarkedYAMLError(problem=problem, problem_mark=event.start_mark)


def scalars(text: str) -> dict[Location, tuple[int, int]]:
    """Return where each value that is no list begins and ends in a text that can be read, quotation marks and all."""
    node = yaml.compose(text, yaml.CSafeLoader)
    return dict(_scalars(node, ())) if node else {}


def _scalars(node: yaml.Node, location: Location) -> Iterator[tuple[Location, tuple[int, int]]]:
    if isinstance(node, yaml.ScalarNode):
        yield location, (node.start_mark.index, node.end_mark.index)
    elif isinstance(node, yaml.SequenceNode):
        for index, item in enumerate(node.value):
            yield from _scalars(item, (*location, index))
    else:
        for key, value in node.value:
            yield from _scalars(value, (*location, str(key.value)))


def _note_places(
    node: yaml.Node, location: Location, places: dict[Location, tuple[int, int]], misfits: list[Misfit]
) -> None:
    places[location] = (node.start_mark.line + 1, node.start_mark.column + 1)
    if isinstance(node, yaml.SequenceNode):
        for index, item in enumerate(node.value):
            _note_places(item, (*location, index), places, misfits)
    elif isinstance(node, yaml.MappingNode):
        seen: set[str] = set()
        for key, value in node.value:
            name = str(key.value)
            _note_places(value, (*location, name), places, misfits)
            places[*location, name] = (key.start_mark.line + 1, key.start_mark.column + 1)
            if name in seen:
                misfits.append(Misfit((*location, name), "duplicate-key", f"the key “{name}” stands here twice"))
            seen.add(name)
