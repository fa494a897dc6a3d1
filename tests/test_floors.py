"""The house stands: imports point down, siblings do not know each other, third parties stay in the cellar."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

PIPELINE = Path(__file__).parent.parent / "pipeline"
#: From the roof to the ground.
FLOORS = ["__main__", "cli", "cli_compare cli_desk cli_new cli_translate", "cli_telling", "run_desk", "run_list",
          "run_form", "run_watch", "run_live",
          "run_imprints run_release run_confirm run_translate run_exchange run_compare run_new", "run_bases",
          "run catalogue provenance report",
          "sound", "stages", "checks", "readback formats", "markup", "tools", "model"]
#: Floors of libraries: their modules may build on one another, without a cycle. Elsewhere siblings are strangers.
LIBRARIES = {"readback", "markup", "tools", "model"}
#: What reads finished files back knows no writer, and no writer knows it, else a fault of one would hide in the other.
NO_WRITERS = ("pipeline.model", "pipeline.readback", "pipeline.tools.reading", "pipeline.tools.words")
#: Who may import from outside the standard library, beside tools/.
GUESTS = {"model": {"pydantic"}, "stages": {"pydantic"},
          **{f"cli{part}": {"click"} for part in ("", "_compare", "_desk", "_new", "_telling", "_translate")}}
#: Stands beside the house: runs before there is an environment.
APART = {"setup"}


def floor_of(module: str) -> int:
    """Return the floor of `pipeline.<name>...`, 0 on top."""
    name = [*module.split("."), ""][1]
    return next(number for number, names in enumerate(FLOORS) if name in names.split())


def imports_of(path: Path) -> Iterator[tuple[str, int]]:
    """Yield each imported module of a file and its line, wherever in the file it stands."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}:{node.lineno}: a relative import hides which floor it reaches"
            base = node.module or ""
            yield from ((f"{base}.{alias.name}" if is_package(base) else base, node.lineno) for alias in node.names)
        elif isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Later":
            yield from ((each.value, node.lineno) for each in node.args if isinstance(each, ast.Constant))


def is_package(module: str) -> bool:
    return (PIPELINE.parent / module.replace(".", "/") / "__init__.py").is_file()


def is_module(module: str) -> bool:
    path = PIPELINE.parent / module.replace(".", "/")
    return path.with_suffix(".py").is_file() or is_package(module)


def module_of(path: Path) -> str:
    return ".".join(path.relative_to(PIPELINE.parent).with_suffix("").parts).removesuffix(".__init__")


def breaches(path: Path) -> Iterator[str]:
    """Yield each import of a file that breaks the house's rules."""
    own = module_of(path)
    floor = floor_of(own)
    for name, line in imports_of(path):
        if name.partition(".")[0] != "pipeline":
            if is_foreign(name) and name.partition(".")[0] not in allowed_guests(own):
                yield f"{path.name}:{line}: {own} imports {name}; only tools/ calls third parties"
            continue
        target = name if is_module(name) else name.rpartition(".")[0]
        if target in ("pipeline", own):
            continue
        if own.startswith("pipeline.readback") and not target.startswith(NO_WRITERS):
            yield f"{path.name}:{line}: {own} imports {target}, and what reads back knows no writer"
        if floor_of(target) < floor:
            yield f"{path.name}:{line}: {own} imports {target}, which stands above it"
        elif floor_of(target) == floor and not is_in_one_library(own, target) and not is_own_package(own, target):
            yield f"{path.name}:{line}: {own} imports its sibling {target}"


def is_in_one_library(own: str, target: str) -> bool:
    """Tell whether two modules stand in the same library."""
    return own.split(".")[1] == target.split(".")[1] in LIBRARIES


def is_own_package(own: str, target: str) -> bool:
    """Tell whether one of two modules is the package that holds the other."""
    return target.startswith(f"{own}.") or own.startswith(f"{target}.")


def is_foreign(name: str) -> bool:
    return name.partition(".")[0] not in sys.stdlib_module_names


def allowed_guests(module: str) -> set[str]:
    name = module.split(".")[1]
    return {name.partition(".")[0] for name in GUESTS.get(name, set())} if name != "tools" else Everybody()


class Everybody(set[str]):
    def __contains__(self, name: object) -> bool:
        return True


MODULES = [path for path in sorted(PIPELINE.rglob("*.py"))
           if path.stem not in APART and path != PIPELINE / "__init__.py"]


@pytest.mark.parametrize("path", MODULES, ids=lambda path: module_of(path))
def test_imports_point_down(path):
    assert list(breaches(path)) == []


def test_no_import_goes_round_in_a_circle():
    graph = {module_of(path): {name if is_module(name) else name.rpartition(".")[0] for name, _ in imports_of(path)}
             for path in MODULES}
    for module in graph:
        assert module not in reached_from(module, graph)


def reached_from(module: str, graph: dict[str, set[str]]) -> set[str]:
    """Return every module that the imports of a module lead to."""
    seen: set[str] = set()
    ahead = [module]
    while ahead:
        found = {name for name in graph.get(ahead.pop(), set()) if not is_package(name)} - seen
        seen |= found
        ahead += found
    return seen


@pytest.mark.parametrize(("place", "line", "told"), [
    ("model/planted.py", "import pipeline.tools.words.pandoc", "stands above"),
    ("markup/planted.py", "from pipeline.formats import epub", "stands above"),
    ("stages/planted.py", "from pipeline.stages import load", "sibling"),
    ("markup/planted.py", "import weasyprint", "third parties"),
    ("markup/planted.py", "pikepdf = Later('pikepdf')", "third parties"),
    ("formats/planted.py", "from pipeline.readback import told", "sibling"),
    ("markup/planted.py", "from pipeline.readback import heard", "stands above"),
    ("readback/planted.py", "from pipeline.markup import plain", "knows no writer"),
    ("readback/planted.py", "from pipeline.tools.packaging import epub_writer", "knows no writer"),
    ("run.py", "from pipeline.cli import main", "stands above"),
])
def test_a_breach_is_seen(tmp_path, monkeypatch, place, line, told):
    """Each planted import is caught, so that silence of the test above means something."""
    house = tmp_path / "pipeline"
    for file in PIPELINE.rglob("*.py"):
        copy = house / file.relative_to(PIPELINE)
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_text("", encoding="utf-8")
    monkeypatch.setitem(globals(), "PIPELINE", house)
    (house / place).write_text(line + "\n", encoding="utf-8")
    found = list(breaches(house / place))
    assert len(found) == 1
    assert told in found[0]


def test_no_module_is_named_like_one_of_the_standard_library():
    names = {path.stem for path in PIPELINE.rglob("*.py")} - {"__init__", "__main__"}
    assert names & sys.stdlib_module_names == set()
