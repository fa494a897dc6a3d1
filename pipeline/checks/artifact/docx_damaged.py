"""The Word file is not whole: Word offers to repair it, or does not open it.

A part is not well-formed, a part has no type, or a relationship leads to a part that is not there (ECMA-376, part 2).
"""

from collections.abc import Iterator
from pathlib import PurePosixPath

from pipeline.model import media_type
from pipeline.model.artifact import Artifact
from pipeline.model.finding import Findings
from pipeline.tools.reading import docx_reader

MEDIA_TYPES = frozenset({media_type.WORD})
_WHY = "Word offers to repair the file, or does not open it"
_TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"


def check(artifact: Artifact) -> Findings:
    held = docx_reader.parts(artifact.content)
    if docx_reader.DOCUMENT not in held or docx_reader.TYPES not in held:
        yield artifact.fault("this is no Word file: it holds no text, or not the types of its parts", why=_WHY)
        return
    for path, root in docx_reader.trees(artifact.content).items():
        if isinstance(root, tuple):
            yield artifact.fault(f"not well-formed: {root[1]}", path, why=_WHY)
    for path, target in docx_reader.relationships(artifact.content):
        if target not in held:
            yield artifact.fault(f"“{target}” is not there", path, why=_WHY)
    for path in _without_type(artifact.content):
        yield artifact.fault("nothing says of what type this part is", path, why=_WHY)


def _without_type(content: bytes) -> Iterator[str]:
    types = docx_reader.tree(content, docx_reader.TYPES)
    named = {each.get("PartName", "").lstrip("/") for each in types.iter(f"{_TYPES}Override")}
    endings = {each.get("Extension", "").lower() for each in types.iter(f"{_TYPES}Default")}
    for path in docx_reader.parts(content):
        ending = PurePosixPath(path).suffix.lstrip(".").lower() or PurePosixPath(path).name.lstrip(".")
        if path not in (docx_reader.TYPES, *named) and ending not in endings:
            yield path
