"""Reads YAML with the line and column of every value (PyYAML over libyaml)."""

from typing import Any

import yaml

from pipeline.model.source_tree import Location, Misfit, YamlDocument


class _Loader(yaml.CSafeLoader):
    """The safe loader, which leaves a date that does not exist as the words it is."""


def _date_or_words(loader: _Loader, node: yaml.ScalarNode) -> Any:
    try:
        return loader.construct_yaml_timestamp(node)
    except ValueError:
        return node.value


_Loader.add_constructor("tag:yaml.org,2002:timestamp", _date_or_words)


def read_yaml(path: str, text: str) -> YamlDocument:
    """Return the document; text that is no YAML gives a document without data and one misfit."""
    loader = _Loader(text)
    try:
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
        problem = getattr(fault, "problem", None) or str(fault).splitlines()[0]
        return YamlDocument(path, None, {(): place}, (Misfit((), "yaml-syntax", problem),))
    finally:
        loader.dispose()


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
