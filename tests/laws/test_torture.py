"""Killed at any moment, or out of disk: nothing half-written is left, and the next run ends as if nothing had been."""

import random
import resource
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.fuzzing import torture
from tests.fuzzing.torture import Work

pytestmark = pytest.mark.slow


@dataclass(frozen=True)
class Undisturbed:
    """What a run makes from nothing, where it began from, what it was before, and how long it is."""

    work: Work
    fresh: Path
    older: Path
    old: dict[str, str]
    new: dict[str, str]
    steps: int
    seconds: float
    size: int


@pytest.fixture(scope="module", params=[torture.BUILD, torture.CLINICS_RUN], ids=lambda work: work.name)
def undisturbed(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Undisturbed:
    work, folder = request.param, tmp_path_factory.mktemp("torture")
    fresh, older = torture.project(folder / "fresh"), torture.project(folder / "older")
    assert work.run(older).code == 0
    old = torture.content(older / work.filled)
    torture.reworded(fresh)
    torture.reworded(older)
    whole = shutil.copytree(fresh, folder / "whole")
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
    assert torture.killed(work, whole, "step", 0, folder / "steps").code == 0
    seconds = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before
    new = torture.content(whole / work.filled)
    assert old.keys() == new.keys()
    assert old != new
    size = sum(path.stat().st_size for path in (whole / work.filled).rglob("*") if path.is_file())
    return Undisturbed(work, fresh, older, old, new, int((folder / "steps").read_text()), seconds, size)


def left(run: Undisturbed, folder: Path) -> None:
    """Hold that what stands under its final name is whole: as it was before, or as it is to be."""
    half = {path: digest for path, digest in torture.content(folder).items()
            if digest not in (run.old.get(path), run.new.get(path))}
    # what lists the others says which of them stand: after a fault that is told, fewer
    assert {path for path in half if Path(path).name not in ("manifest.json", "SHA256SUMS")} == set()
    for sums in folder.rglob("SHA256SUMS"):
        if sums.relative_to(folder).as_posix() in half:
            done = subprocess.run(["sha256sum", "--check", "--strict", "--quiet", sums.name], cwd=sums.parent,
                                  check=False)
            assert done.returncode == 0


def goes_on(run: Undisturbed, root: Path) -> None:
    """Hold that the next run ends as one from nothing does, leaves no scraps, and leaves nothing to do."""
    for _ in range(2):
        ran = run.work.run(root)
        assert (ran.code, torture.unsaid(ran)) == (0, ""), ran.err
        assert torture.content(root / run.work.filled) == run.new
        assert [*(root / run.work.filled).rglob("*.part"), *(root / "build").rglob("*.part")] == []
    assert ran.last.startswith(("nothing to do", "0 clinics made"))


def test_a_run_that_is_killed_leaves_nothing_half_written_and_the_next_one_goes_on(
    undisturbed: Undisturbed, tmp_path: Path, request: pytest.FixtureRequest, capsys: pytest.CaptureFixture[str]
) -> None:
    kills, first = (int(request.config.getoption(name)) for name in ("--kills", "--first-seed"))
    done = finished = 0
    for seed in range(first, first + 3 * kills):
        if done >= kills:
            break
        die = random.Random(seed)
        root = shutil.copytree(die.choice((undisturbed.fresh, undisturbed.older)), tmp_path / "project")
        moments = [torture.moment(die, undisturbed.steps, undisturbed.seconds) for _ in range(die.choice((1, 1, 2)))]
        try:
            for kind, moment in moments:
                ran = torture.killed(undisturbed.work, root, kind, moment, tmp_path / "steps")
                assert torture.was_killed(ran) or ran.code == 0, ran.err
                assert torture.unsaid(ran) == ""
                left(undisturbed, root / undisturbed.work.filled)
                done, finished = done + torture.was_killed(ran), finished + (not torture.was_killed(ran))
            goes_on(undisturbed, root)
        except AssertionError as fault:
            raise AssertionError(f"--first-seed {seed}: killed at {moments}: {fault}") from fault
        shutil.rmtree(root)
    with capsys.disabled():
        print(f"\n{undisturbed.work.name}: {done} kills, {finished} runs that ended before")
    assert done >= kills


def test_a_disk_that_takes_nothing_more_is_told_and_a_larger_one_is_filled(
    undisturbed: Undisturbed, tmp_path: Path, request: pytest.FixtureRequest, capsys: pytest.CaptureFixture[str]
) -> None:
    kills, first = (int(request.config.getoption(name)) for name in ("--kills", "--first-seed"))
    die, larger = random.Random(first), f"rw,size={undisturbed.size * 4},nr_inodes=0"
    shares = [round(die.uniform(0.02, 0.9), 3) for _ in range(-(-kills // 10))]
    disks = [("ro", "read-only"), *((f"size={int(undisturbed.size * share)}", "the disk is full") for share in shares),
             *((f"nr_inodes={3 + int(len(undisturbed.new) * share)}", "the disk is full") for share in shares[1:])]
    for number, (options, said) in enumerate(disks):
        root = shutil.copytree(undisturbed.fresh, tmp_path / f"{number}" / "project")
        ran = torture.on_a_disk(undisturbed.work, root, options, larger, root.parent)
        if ran is None:
            pytest.skip("this machine lets nobody mount a disk of their own")
        assert (ran[0].code, torture.unsaid(ran[0])) == (4, ""), f"{options}: {ran[0].err}"
        assert said in ran[0].err, options
        assert "fix: " in ran[0].err, options
        left(undisturbed, root.parent / "first")
        assert (ran[1].code, torture.unsaid(ran[1])) == (0, ""), f"{options}: {ran[1].err}"
        assert torture.content(root.parent / "second") == undisturbed.new, options
        assert [*(root.parent / "second").rglob("*.part")] == [], options
        shutil.rmtree(root.parent)
    with capsys.disabled():
        print(f"\n{undisturbed.work.name}: {len(disks)} disks that were full or read-only")
