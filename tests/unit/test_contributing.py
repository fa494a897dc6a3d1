"""What the README promises a newcomer holds: each block of its walk-through is run as it stands."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT

WALK = (ROOT / "pipeline" / "README.md").read_text(encoding="utf-8").partition("\n## Contributing\n")[2]
#: Title -> text of each walk-through.
WALKS = dict(re.findall(r"^### ([^\n]+)\n(.*?)(?=^##)", WALK, re.MULTILINE | re.DOTALL))
#: What has to be seen at the end of each.
SHOWN = {
    "A first check": ("3 passed", "A heading is written in capitals."),
    "A first format": ("spoken\ttext/plain", "2 files built", "2 products examined: nothing found"),
    "A first channel": ("2 files built", "2 products examined: nothing found", "Questions for your care team"),
}


def walk(text: str, to: Path) -> subprocess.CompletedProcess[str]:
    """Write each file that a walk-through names before its block, and run its commands, in a copy of the project."""
    skipped = shutil.ignore_patterns("__pycache__", "golden")
    for name in ("pipeline", "source", "styles", "tests"):
        shutil.copytree(ROOT / name, to / name, ignore=skipped)
    for name in ("pyproject.toml", "requirements.lock"):
        shutil.copy(ROOT / name, to)
    (to / ".venv").symlink_to(sys.prefix)
    script = "set -eu\n"
    for kind, block in re.findall(r"^```(\w+)\n(.*?)^```$", text, re.MULTILINE | re.DOTALL):
        if kind == "sh":
            script += block
        else:
            before = text[:text.index(block)]
            named = re.findall(r"`((?:pipeline|source|styles|tests)/[\w./-]+\.\w+)`", before)[-1]
            (to / named).write_text(block, encoding="utf-8")
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST")}
    return subprocess.run(["bash", "-c", script], cwd=to, env=environment, capture_output=True, text=True, check=False)


@pytest.mark.slow
@pytest.mark.parametrize("title", WALKS)
def test_a_newcomer_gets_what_the_walk_through_promises(title: str, tmp_path: Path) -> None:
    ran = walk(WALKS[title], tmp_path / "project")
    told = ran.stdout + ran.stderr

    assert ran.returncode == 0, told
    assert [each for each in SHOWN[title] if each not in told] == [], told


def test_each_walk_through_is_there() -> None:
    assert set(WALKS) == set(SHOWN)
