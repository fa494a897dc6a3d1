"""No source file, however mangled, gives anything but findings or a publication that can be told."""

import shutil
import tempfile
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline import checks
from pipeline.formats import text
from pipeline.model.artifact import Design
from pipeline.model.finding import Finding, Severity
from pipeline.model.publication import Source
from pipeline.stages import assemble, compose, load
from tests.conftest import MINIMAL, ROOT

FILES = sorted(path.relative_to(MINIMAL).as_posix() for path in MINIMAL.rglob("*") if path.is_file())
#: What authors, editors, merges and broken disks leave behind.
SCRAPS = (
    b"", b"\n", b"\n\n", b" ", b"\t", b"\r\n", b"\x00", b"\xff", b"\xef\xbb\xbf", b"\x1b", "é—“".encode(), b"'",
    b'"', b"{", b"}", b"[", b"]", b"[]", b"{}", b"(", b")", b"<", b">", b"|", b"#", b"-", b"*", b"_", b"`",
    b"~~~", b"```", b":", b"::::", b":::\n", b"\n::: box\n", b"\n::: table\n", b"\n::: {.only channel=x}\n",
    b"{fact=only-cure}", b"{term=x}", b"&a ", b"*a", b"!!int ", b"!!timestamp x", b"!!bool x", b"<<: ", b"? ",
    b"---\n", b"%", b"null", b"true", b"2026-13-45", b"1e999", b"0x", b"1_000", b"99999999999999999999",
    b"id: x\n", b"@x", b"$x$", b"\\", b"<b>", b"[^1]", b"[^1]: x\n", b"[x]: y\n", b"![x](y)",
    b"![x](figures/cover.svg)", b"[x](#waiting)", b"> ", b"1. ", b"- ", b"# ", b"## ", b"===\n",
    b"| a | b |\n|--|--|\n| c |\n", b"half", b"50", b"{x}", b"{0}", b"{page!r}", b"en", b"topic:x", b"null\n",
    b"~",
)


@st.composite
def mangled(draw: st.DrawFn, content: bytes) -> bytes:
    """Return the bytes with a few wounds: cut off, lines lost, moved or doubled, scraps put in or over."""
    for _ in range(draw(st.integers(1, 3))):
        lines = content.splitlines(keepends=True) or [b""]
        spot, line = draw(st.integers(0, len(content))), draw(st.integers(0, len(lines) - 1))
        scrap = draw(st.sampled_from(SCRAPS) | st.binary(max_size=4))
        wound = draw(st.sampled_from(("cut", "lose", "double", "move", "put", "over", "instead")))
        if wound == "cut":
            content = content[:spot]
        elif wound == "lose":
            content = b"".join(lines[:line] + lines[line + 1:])
        elif wound == "double":
            content = b"".join([*lines[:line + 1], *lines[line:]])
        elif wound == "move":
            content = b"".join([*lines[line:], *lines[:line]])
        elif wound == "put":
            content = content[:spot] + scrap + content[spot:]
        elif wound == "over":
            content = content[:spot] + scrap + content[spot + max(1, len(scrap)):]
        else:
            content = b"".join([*lines[:line], scrap, b"\n", *lines[line + 1:]])
    return content


@st.composite
def wounded_files(draw: st.DrawFn) -> dict[str, bytes]:
    """Return one or two files of the minimal publication, mangled."""
    names = draw(st.lists(st.sampled_from(FILES), min_size=1, max_size=2, unique=True))
    return {name: draw(mangled((MINIMAL / name).read_bytes())) for name in names}


@pytest.fixture(scope="module")
def parsed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("parsed")


@cache
def design() -> Design:
    return load.read_design(ROOT)


@pytest.mark.slow
@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(files=wounded_files(), with_places=st.booleans())
def test_a_mangled_source_gives_findings_or_products(
    files: dict[str, bytes], with_places: bool, parsed: Path
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "project"
        shutil.copytree(MINIMAL, root)
        for name, content in files.items():
            (root / name).write_bytes(content)

        for finding in told(root, parsed, with_places=with_places):
            assert finding.place.path.startswith(("source/", "styles/"))
            assert finding.why
            assert finding.fix


def told(root: Path, parsed: Path, *, with_places: bool) -> list[Finding]:
    """Return what the checks find; write every edition as text where they find no error."""
    tree = load.read_tree(root)
    found = checks.examine("files", tree)
    if not is_stopped(found):
        publication = load.build_publication(tree, parsed, with_places=with_places)
        found += checks.examine("source", Source(tree, publication))
        for edition in () if is_stopped(found) else assemble.editions_of(publication):
            manuscript = compose.compose(edition)
            found += checks.examine("edition", manuscript)
            text.render(manuscript, design())
    return found


def is_stopped(found: list[Finding]) -> bool:
    return any(finding.severity is Severity.ERROR for finding in found)
