"""Reads and writes XLIFF 2 (OASIS, 2.1; ISO 21720): a `file` for each of ours, a `unit` for each entry."""

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any

from pipeline.model.exchange import Entry, Returned
from pipeline.tools.later import Later

etree = Later("lxml.etree")
_NAMESPACE = "urn:oasis:names:tc:xliff:document:2.0"
_VERSION = "2.1"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def written(entries: Iterable[Entry], tag: str, name: str, original: str) -> str:
    """Return an XLIFF file; what is stale, and what has no words yet, is in the state `initial` (4.3.1.9)."""
    root = etree.Element(_of("xliff"), {"version": _VERSION, "srcLang": original, "trgLang": tag},
                         nsmap={None: _NAMESPACE})
    number = 0
    for index, (path, held) in enumerate(groupby(entries, lambda each: each.context.rpartition(":")[0]), 1):
        file = etree.SubElement(root, _of("file"), {"id": f"{name}-{index}", "original": path, _SPACE: "preserve"})
        for each in held:
            number += 1
            unit = etree.SubElement(file, _of("unit"), {"id": f"u{number}", "name": each.context})
            if each.told:
                etree.SubElement(etree.SubElement(unit, _of("notes")), _of("note")).text = each.told
            state = "initial" if each.is_stale or not each.translation else "translated"
            segment = etree.SubElement(unit, _of("segment"), {"state": state})
            etree.SubElement(segment, _of("source")).text = each.original
            if each.translation:
                etree.SubElement(segment, _of("target")).text = each.translation
    etree.indent(root)
    content: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8")
    return f"{content.decode()}\n"


def read(text: str) -> list[Returned]:
    """Return the entries of an XLIFF file; raises ValueError where it is none, or of another version."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True,
                             remove_pis=True)
    try:
        root = etree.fromstring(text.encode(), parser)
    except etree.XMLSyntaxError as fault:
        raise ValueError(str(fault)) from fault
    if root.getroottree().docinfo.doctype:
        raise ValueError("it has a document type, which no XLIFF file needs")
    if _name(root) != "xliff" or not str(root.get("version", "")).startswith("2."):
        raise ValueError("it is no XLIFF of version 2")
    return [_returned(unit) for unit in root.iter() if _name(unit) == "unit"]


def _returned(unit: Any) -> Returned:
    """Return a unit; a tool may have cut it into segments, in their order."""
    segments = [each for each in unit.iter() if _name(each) in ("segment", "ignorable")]
    sources = "".join(_words(each, "source") for each in segments)
    targets = "".join(_words(each, "target") for each in segments)
    is_stale = any(each.get("state") == "initial" and _name(each) == "segment" for each in segments)
    line = next((part.sourceline for each in segments for part in each if _name(part) == "target"), unit.sourceline)
    return Returned(unit.get("name") or "", sources, targets, is_stale and bool(targets.strip()), line or 0)


def _words(segment: Any, kind: str) -> str:
    """Return the words of a source or target; of what stands between segments, the source where there is no other."""
    parts = {_name(each): each for each in segment}
    found = parts.get(kind, parts.get("source") if _name(segment) == "ignorable" else None)
    return "" if found is None else "".join(_text(found))


def _text(element: Any) -> Iterator[str]:
    yield chr(int(element.get("hex"), 16)) if _name(element) == "cp" else element.text or ""
    for each in element:
        yield from _text(each)
        yield each.tail or ""


def _of(name: str) -> str:
    return f"{{{_NAMESPACE}}}{name}"


def _name(element: Any) -> str:
    """Return the name of an element in the namespace of any version 2 of XLIFF, empty for any other."""
    tag = element.tag if isinstance(element.tag, str) else ""
    namespace, _, name = tag.removeprefix("{").rpartition("}")
    return name if namespace.startswith("urn:oasis:names:tc:xliff:document:2.") else ""
