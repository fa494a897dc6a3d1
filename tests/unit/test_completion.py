"""Shells complete what people type: click's own completion, as the README says to switch it on."""

import os
import shlex
import subprocess
import sys
from pathlib import Path

from tests.conftest import ROOT


def completed(folder: Path, *typed: str) -> tuple[list[str], str]:
    """Return what bash offers for the last of some words, and what it complains of."""
    program = folder / "jmml"
    program.write_text(f"#!{sys.executable}\nimport sys\nsys.path.insert(0, {str(ROOT)!r})\n"
                       "from pipeline.__main__ import main\nmain()\n", encoding="utf-8")
    program.chmod(0o755)
    words = " ".join(map(shlex.quote, ("jmml", *typed)))
    script = (f'eval "$(_JMML_COMPLETE=bash_source jmml)" && COMP_WORDS=({words}) COMP_CWORD={len(typed)}\n'
              '_jmml_completion jmml\nprintf "%s\\n" "${COMPREPLY[@]}"')
    done = subprocess.run(["bash", "-c", script], capture_output=True, text=True, check=True,
                          env={**os.environ, "PATH": f"{folder}:{os.environ['PATH']}"})
    return done.stdout.split(), done.stderr


def test_bash_completes_commands_and_options(tmp_path: Path) -> None:
    assert completed(tmp_path, "tran") == (["translate"], "")
    assert completed(tmp_path, "new", "") == (["language", "product", "publication", "topic"], "")
    assert completed(tmp_path, "build", "--str") == (["--strict"], "")
    assert completed(tmp_path, "list", "f") == (["facts", "formats"], "")


def test_a_shell_that_asks_gets_an_answer_and_code_0(tmp_path: Path) -> None:
    for shell in ("bash", "zsh", "fish"):
        done = subprocess.run(
            [sys.executable, "-c", "import sys; sys.argv[0] = 'jmml'; from pipeline.__main__ import main; main()"],
            cwd=ROOT, env={**os.environ, "_JMML_COMPLETE": f"{shell}_source"}, capture_output=True, text=True,
            check=False)
        assert (done.returncode, "_JMML_COMPLETE" in done.stdout) == (0, True), done.stderr
