"""Where the machine fails, a run says what and what to do, leaves nothing half-written, and the next one goes on."""

import os
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest

from tests import ebook
from tests.conftest import ROOT, Ran, end, pipeline, start
from tests.fuzzing import torture
from tests.fuzzing.torture import project as publication
from tests.laws.test_build_laws import sums

BUILD = (sys.executable, "-m", "pipeline", "--beat", "0", "--root")


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    root = publication(tmp_path_factory.mktemp("undisturbed") / "project")
    assert pipeline(root, "build").code == 0
    return sums(root)


def limited(root: Path, limit: str, *arguments: str) -> Ran:
    """Run a command under a limit of the shell."""
    return shell(" ".join((f"ulimit {limit} &&", "exec", *BUILD, str(root), *arguments)))


def shell(command: str, *lead: str) -> Ran:
    """Run a line of the shell, the pipeline's code beside it."""
    done = subprocess.run([*lead, "bash", "-c", command], cwd=ROOT, capture_output=True, text=True, check=False)
    return Ran(done.returncode, done.stdout, done.stderr)


def goes_on(root: Path, undisturbed: dict[str, str]) -> None:
    """Hold that nothing is half-written, and that the next run ends as if nothing had been."""
    assert [*root.rglob("*.part")] == []
    assert pipeline(root, "build").code == 0
    assert sums(root) == undisturbed


@pytest.mark.parametrize(("limit", "said", "todo"), [
    ("-f 20", "larger than a file may be", "ulimit -f"), ("-n 9", "too many files are open", "ulimit -n")])
def test_a_limit_of_the_machine_is_told_with_what_to_do(
    tmp_path: Path, undisturbed: dict[str, str], limit: str, said: str, todo: str
) -> None:
    root = publication(tmp_path / "it's a “project”")
    ran = limited(Path(f"'{root}'".replace("it's", "it'\\''s")), limit, "build")
    assert (ran.code, "Traceback" in ran.err) == (4, False), ran.err
    assert said in ran.err
    assert todo in ran.err
    goes_on(root, undisturbed)


def test_a_process_ended_from_outside_is_told_and_the_next_run_goes_on(
    tmp_path: Path, undisturbed: dict[str, str]
) -> None:
    root = publication(tmp_path / "project")
    process = start(root, "build")
    for worker in workers_of(process):
        with suppress(ProcessLookupError):  # the pool ends the others when one is gone
            os.kill(worker, signal.SIGKILL)
    ran = end(process)
    assert (ran.code, "Traceback" in ran.err) == (4, False), ran.err
    assert "ended from outside" in ran.err
    goes_on(root, undisturbed)


def workers_of(process: "subprocess.Popen[str]") -> list[int]:
    """Return the numbers of the processes that share the work, as soon as two do; no other program is their twin."""
    own = b"".join(os.fsencode(each) + b"\0" for each in process.args)  # type: ignore[union-attr]
    while process.poll() is None:
        children = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text(encoding="ascii").split()
        twins = [int(each) for each in children if command_of(each) == own]
        if len(twins) > 1:
            return twins
    raise AssertionError("no process shared the work")


def command_of(process: str) -> bytes:
    with suppress(FileNotFoundError, ProcessLookupError):  # it may end at any moment
        return Path(f"/proc/{process}/cmdline").read_bytes()
    return b""


#: Root may open whatever it likes, unless it gives that up.
AS_A_PERSON = ("setpriv", "--bounding-set=-dac_override,-dac_read_search") if os.geteuid() == 0 else ()


@pytest.mark.parametrize("path", ["", "source", "source/en/topics", "source/facts.yaml", "build", "build/en",
                                  "build/.cache", "build/.cache/build.lock", "styles/fonts/FiraGO-Bold.ttf"])
def test_what_may_not_be_opened_is_told_by_its_path(tmp_path: Path, undisturbed: dict[str, str], path: str) -> None:
    root = publication(tmp_path / "it's a “project”")
    if path.startswith("build"):
        assert pipeline(root, "build", "--only", "leaflet").code == 0
    closed = root / path
    before = closed.stat().st_mode
    closed.chmod(0o555 if closed.is_dir() and not path.startswith("source") else 0)
    quoted = f"'{root}'".replace("it's", "it'\\''s")
    ran = shell(f"exec {' '.join(BUILD)} {quoted} build", *AS_A_PERSON)
    closed.chmod(before)
    assert (ran.code, torture.unsaid(ran)) == (4, ""), ran.err
    assert ran.err.startswith(f"error: {closed}"), ran.err
    assert "you may not open it\n    fix: give yourself the right to it" in ran.err
    goes_on(root, undisturbed)


@pytest.mark.parametrize("home", ["", "HOME=/nowhere"])
def test_without_a_home_and_in_a_c_locale_all_is_as_ever(
    tmp_path: Path, undisturbed: dict[str, str], home: str
) -> None:
    root = publication(tmp_path / "“a ü b”")
    ran = shell(f"exec {' '.join(BUILD)} '{root}' build", "env", "-i", "LC_ALL=C", *home.split())
    assert ran.code == 0, ran.err
    assert sums(root) == undisturbed


@pytest.mark.parametrize(("out", "code"), [(">&-", 0), ("> /dev/full", 4), ("| true", 130)])
def test_a_stream_that_takes_nothing_ends_without_a_traceback(tmp_path: Path, out: str, code: int) -> None:
    root = publication(tmp_path / "project")
    command = f"set -o pipefail; {' '.join(BUILD)} {root} list checks {out}"
    done = subprocess.run(["bash", "-c", command], cwd=ROOT, stderr=subprocess.PIPE, text=True, check=False)
    assert "Traceback" not in done.stderr
    assert done.returncode in {code, 0 if out == "| true" else code}  # who reads may end after all is written


def test_where_no_folder_takes_temporary_files_it_is_told_and_no_verdict(tmp_path: Path) -> None:
    book = tmp_path / "book.epub"
    book.write_bytes(ebook.content())
    ran = limited(tmp_path, "-f 0", "preflight", str(book))
    assert (ran.code, torture.unsaid(ran)) == (4, ""), ran.err
    assert "the folder for temporary files takes nothing more" in ran.err
    assert "TMPDIR=FOLDER" in ran.err


@pytest.mark.slow
@pytest.mark.parametrize(("size", "is_told"), [("8k", True), ("400k", True), ("50m,nr_inodes=3", True), ("50m", False)])
def test_a_full_disk_for_temporary_files_is_told_and_no_verdict(tmp_path: Path, size: str, is_told: bool) -> None:
    """Give one that does not hold the book, one that does, but not what a browser adds, and one with room for all."""
    (tmp_path / "book.epub").write_bytes(ebook.content())
    disk = tmp_path / "disk"
    disk.mkdir()
    ran = shell(f"mount -t tmpfs -o size={size} tmpfs {disk} || exit 99; TMPDIR={disk} {' '.join(BUILD)} {tmp_path}"
                f" preflight {tmp_path}/book.epub", "unshare", "--map-root-user", "--mount")
    if ran.code == 99 or "unshare" in ran.err:
        pytest.skip("this machine lets nobody mount a disk of their own")
    assert (ran.code, torture.unsaid(ran)) == (4 if is_told else 0, ""), ran.err
    assert (f"{disk}: the folder for temporary files takes nothing more" in ran.err) == is_told
