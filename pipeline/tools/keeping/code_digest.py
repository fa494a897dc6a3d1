"""Knows which code and which packages a module runs with: all that it imports, and what that imports in its turn.

Run as a program, it works out once what it keeps for the environment.
"""

import ast
import json
import re
import sys
from collections.abc import Iterable, Iterator
from contextlib import suppress
from functools import lru_cache
from pathlib import Path

from pipeline.tools.keeping import digest, kept, packages
from pipeline.tools.keeping.environment import cache_folder

#: The code that runs, wherever the project lies that it works on.
PACKAGE = Path(__file__).parents[2]
#: Functions that are given the name of a module in words.
_IMPORTERS = frozenset({"import_module", "find_spec", "inside", "folder", "Later"})
#: How many files are kept in mind: those of a few versions of the code.
_MOST = 2000
#: What a file names (a module, or a file beside it), and the function of the module in which it does.
_Named = list[tuple[str, str]]


def of_modules(names: Iterable[str], without: frozenset[str] = frozenset()) -> str:
    """Return the digest of modules (`pipeline.formats.text`), of all code and all packages that they run with.

    What they import in the functions `without` alone does not count.
    """
    files, imported = closure(names, without)
    held = _package(PACKAGE)
    return digest.of_data([{path: held[path][0] for path in files}, packages.versions(imported),
                           sys.implementation.cache_tag])


def modules_in(*folders: str) -> list[str]:
    """Return the names of the modules in folders of the package (`checks/draft`)."""
    return sorted(f"pipeline.{path.removesuffix('.py').replace('/', '.')}" for path in _package(PACKAGE)
                  if path.rpartition("/")[0] in folders and path.endswith(".py"))


def closure(names: Iterable[str], without: frozenset[str] = frozenset()) -> tuple[frozenset[str], frozenset[str]]:
    """Return the files of this package that modules run with, and what they import from elsewhere."""
    held = _package(PACKAGE)
    own = {path for name in names for path in _paths(name, held)}
    found, imported, ahead = set[str](), set[str](), list(own)
    while ahead:
        path = ahead.pop()
        if path not in found:
            found.add(path)
            used = [name for name, function in held[path][1] if not (path in own and function in without)]
            ahead += [each for name in used for each in _paths(name, held, Path(path).parent.as_posix())]
            imported |= {name.partition(".")[0] for name in used if "/" not in name}
    return frozenset(found), frozenset(imported - sys.stdlib_module_names - {"pipeline"})


def _paths(name: str, held: Iterable[str], folder: str = "") -> list[str]:
    """Return the files that a name stands for: a module of this package and the packages around it, a file beside."""
    if name.startswith("/"):
        return [each for each in (f"{folder}{name}",) if each in held]
    top, *parts = name.split(".")
    places = ["/".join(parts[:count]) for count in range(len(parts) + 1)] if top == "pipeline" else []
    return [each for place in places for each in (f"{place}/__init__.py".lstrip("/"), f"{place}.py") if each in held]


# --- files of this package ---


@lru_cache(maxsize=4)
def _package(folder: Path) -> dict[str, tuple[str, _Named]]:
    """Return the digest of each file of the package, and what it names; each is parsed once in its life."""
    place = cache_folder() / "imports.json"
    known = kept.read(place, lambda content: {
        sha256: [(name, function) for name, function in named] for sha256, named in json.loads(content).items()}) or {}
    contents = {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("[!.]*"))
                if path.is_file() and path.suffix != ".pyc"}
    digests = {path: digest.of_bytes(content) for path, content in contents.items()}
    new = {sha256: list(_named(contents[path])) for path, sha256 in digests.items()
           if sha256 not in known and path.endswith(".py")}
    if new:
        with suppress(OSError):  # an environment that is not ours to write
            kept.write_data(place, dict([*known.items(), *new.items()][-_MOST:]))
    known |= new
    return {path: (sha256, known.get(sha256, [])) for path, sha256 in digests.items()}


def _named(source: bytes) -> Iterator[tuple[str, str]]:
    for statement in ast.parse(source).body:
        function = statement.name if isinstance(statement, ast.FunctionDef) else ""
        yield from dict.fromkeys((name, function) for name in _names(statement))


def _names(node: ast.AST) -> Iterator[str]:
    """Yield what a statement imports and which files it may read beside its own; not what types alone need."""
    if isinstance(node, ast.If) and getattr(node.test, "id", "") == "TYPE_CHECKING":
        return
    if isinstance(node, ast.Import):
        yield from (each.name for each in node.names)
    elif isinstance(node, ast.ImportFrom):
        yield from (f"{node.module}.{each.name}" for each in node.names)
    elif isinstance(node, ast.Call) and getattr(node.func, "id", getattr(node.func, "attr", "")) in _IMPORTERS:
        yield from (each.value for each in node.args if isinstance(each, ast.Constant) and isinstance(each.value, str))
    elif isinstance(node, ast.Constant) and isinstance(node.value, str) and re.fullmatch(r"[\w-]+\.\w+", node.value):
        yield f"/{node.value}"
    for each in ast.iter_child_nodes(node):
        yield from _names(each)


if __name__ == "__main__":  # fills the folder of the environment
    of_modules(modules_in("formats"))
