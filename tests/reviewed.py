"""What the tests of review and release share: a miniature publication, and approvals that only tests give.

The real content has no approval, and no test makes one up for it.
"""

import re
import shutil
from pathlib import Path

from pipeline import run_confirm
from pipeline.model.standing import content_digest
from pipeline.stages import load
from tests.conftest import MINIMAL, ROOT

#: Lies over it: a PDF for reading, and one for the press with its job ticket.
PRESSED = ROOT / "tests" / "publications" / "pressed"
REQUIRED = ("clinician", "plain-language-editor")
DAY = "2026-11-22"


def miniature(root: Path) -> Path:
    """Make a project of the minimal publication with the real styles, in text and as PDF."""
    shutil.copytree(MINIMAL / "source", root / "source")
    shutil.copytree(ROOT / "styles", root / "styles")
    shutil.copytree(ROOT / "source" / "figures", root / "source" / "figures", dirs_exist_ok=True)
    shutil.copy(ROOT / "requirements.lock", root)
    shutil.copytree(PRESSED, root, dirs_exist_ok=True)
    return root


def digest_of(root: Path, tag: str = "en") -> str:
    """Return the digest of what the readers of a language get."""
    return content_digest(load.build_publication(load.read_tree(root), root / "cache"), tag)


def confirm(root: Path) -> None:
    """Confirm all words as they are, by a person of the tests."""
    run_confirm.confirm(root, run_confirm.questions(root, ()), "Test Person", "author")


def approve(root: Path, *roles: str, day: str = DAY) -> None:
    """Enter approvals by people of the tests for the content as it is, all of it confirmed."""
    confirm(root)
    path = root / "source" / "review.yaml"
    entries = "".join(f'\n  - {{language: en, role: {role}, name: "Test Person, {role}", date: {day}, '
                      f'digest: "{digest_of(root)}"}}' for role in roles or REQUIRED)
    text = re.sub(r"^approvals:.*?(?=^\S|\Z)", f"approvals:{entries}\n", path.read_text(encoding="utf-8"),
                  flags=re.MULTILINE | re.DOTALL)
    path.write_text(text, encoding="utf-8")
