"""What holds the mangled and the killed to account sees each fault that is planted, and a seed repeats."""

import random
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.model.finding import Finding, Place, error, warning
from pipeline.model.limits import Bounds
from tests.fuzzing import files, lists, sources, torture, trial
from tests.fuzzing.wounds import WOUNDS
from tests.laws.test_mangled_lists import wrong
from tests.laws.test_preflight_laws import SMALL

Run = Callable[[], tuple[list[Finding], list[str]]]
WELL = error(Place("a.md", 3), "this is wrong", why="it misleads", fix="mend it").of("rule")


def endless() -> tuple[list[Finding], list[str]]:
    while True:
        pass


def broken() -> tuple[list[Finding], list[str]]:
    raise KeyError("x")


def found(finding: Finding) -> Run:
    return lambda: ([finding], [])


@pytest.mark.parametrize(("run", "fault"), [
    (broken, "KeyError: 'x'"), (endless, "more than 1 s of CPU"), (lambda: ([], [str(len(bytes(3 << 30)))]), "memory"),
    (found(error(Place("a.md"), "this is wrong").of("rule")), "does not say all"),
    (found(error(Place(""), "wrong", fix="mend it").of("rule")), "does not say all"),
    (found(error(Place("x" * 3000), "wrong", fix="mend it").of("rule")), "a finding of 30"),
    (found(error(Place("a.md"), "the examination broke off: KeyError", fix="y").of("rule")), "nobody foresaw")])
def test_a_trial_that_breaks_or_tells_badly_is_broken(
    run: Run, fault: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(trial, "BOUNDS", Bounds(1, 2 << 30))
    ending = trial.tried(run, tmp_path)
    assert (ending.kind, fault in ending.fault) == ("broken", True), ending.fault


@pytest.mark.parametrize("change", [
    lambda out: (out / "x").write_text("x"), lambda out: (out / "x").mkdir(), lambda out: (out / "there").unlink(),
    lambda out: (out / "there").rename(out / "in" / "there"), lambda out: (out / "x").symlink_to("there")])
def test_a_trial_that_writes_beside_its_folder_is_broken(change: Callable[[Path], object], tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "there").touch()
    before = sorted(tmp_path.rglob("*"))
    ending = trial.tried(lambda: (change(tmp_path), ([], []))[1], tmp_path / "in")
    assert "WroteOutside" in ending.fault
    assert sorted(tmp_path.rglob("*")) == before


def test_an_honest_trial_is_counted_by_what_came_of_it(tmp_path: Path) -> None:
    tally = trial.Tally()
    for seed, (told, made) in enumerate([([], ["x"]), ([WELL], []), ([WELL], ["x"]), ([warning(
            Place("a.md"), "odd", why="b", fix="c").of("rule")], ["x"])]):
        tally.count(seed, ["how"], trial.tried(lambda held=(told, made): held, tmp_path))
    tally.count(7, ["a", "b"], trial.Ending(fault="why"))
    assert tally.told("things") == "5 mangled things: 1 broken, 1 made in part, 1 refused, 2 sound"
    assert tally.faults == ["--first-seed 7: a; b\nwhy"]


def test_a_seed_repeats_and_another_wounds_otherwise(tmp_path: Path) -> None:
    def mangled(seed: int, root: Path) -> tuple[object, ...]:
        sources.real(root)
        how = sources.mangle(root, random.Random(seed))
        held = {str(path.relative_to(root)): path.read_bytes() for path in root.rglob("*.md") if path.is_file()}
        return how, held, lists.mangled(random.Random(seed)), files.mangled(random.Random(seed), SMALL)

    assert mangled(3, tmp_path / "a") == mangled(3, tmp_path / "b")
    other = mangled(4, tmp_path / "c")
    assert not any(one == another for one, another in zip(mangled(3, tmp_path / "d"), other, strict=True))


@pytest.mark.parametrize("name", WOUNDS)
def test_each_wound_takes_any_bytes_and_changes_most(name: str) -> None:
    for content in (b"", b"\n", b" ".join(b"one\n%d words" % each for each in range(60))):
        changed = [WOUNDS[name](random.Random(seed), content) != content for seed in range(20)]
    assert sum(changed) > 10


def test_a_product_without_its_clinics_name_and_one_of_no_clinic_are_seen(tmp_path: Path) -> None:
    page = "<p>Caf&eacute; &lt;A&gt;\n<b>&amp; B</b></p>"
    for folder, text in (("a", page), ("b", "Café &lt;A&gt; & B"), ("c", "x")):
        (tmp_path / folder / "en").mkdir(parents=True)
        (tmp_path / folder / "en" / f"x.{'html' if folder == 'a' else 'txt'}").write_text(text, "utf-8")
    assert wrong(tmp_path, dict.fromkeys("ab", "Café <A> & B")) == ["b/en/x.txt", "c/en/x.txt"]


def test_a_kill_ends_every_process_before_the_step_that_it_names(tmp_path: Path) -> None:
    root = torture.project(tmp_path / "project")
    for kind, moment in (("step", 3), ("cpu", 0.05)):
        assert torture.was_killed(torture.killed(torture.BUILD, root, kind, moment, tmp_path / "steps"))
        assert not [*(root / "build").rglob("*.txt")]
