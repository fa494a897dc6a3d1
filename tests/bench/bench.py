"""Measures speed against the bare tools, in pairs that alternate, and prints medians: `make bench`.

CPU is user and system time of a command and all that it started; peak is the memory of the largest of these
processes. A ratio is the median of the ratios of the pairs, so that a busy machine weighs on both sides alike.
"""

import argparse
import compileall
import multiprocessing
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
TOPIC = "source/en/topics/watch-and-wait.md"
OLD, NEW = "closely", "carefully"
#: The first products of this project, without what goes beside a press file: what a cold build is held against.
CORE = ("jmml-brochure-letter-press", "jmml-handout-letter", "jmml-epub", "jmml-handout-text",
        "jmml-handout-ascii-text", "jmml-topic-text")
_CORE_CLI = """import sys
sys.path.insert(0, {root!r})
from pipeline import formats
formats.companions = lambda *_: ()  # no job ticket and no proof
from pipeline.cli import main
main()
"""


@dataclass(frozen=True)
class Step:
    """One command to measure, what has to be so before it starts, and where it runs."""

    command: tuple[str, ...]
    prepare: Callable[[], object] = lambda: None
    folder: Path = ROOT


@dataclass(frozen=True)
class Cost:
    """What a command cost."""

    cpu_s: float
    peak_mb: float


@dataclass(frozen=True)
class Comparison:
    """Two commands that are run in turn."""

    title: str
    ours: Step
    against: str
    theirs: Step


def main() -> None:
    """Print one line for each comparison, then what a changed word rebuilt."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=7, help="pairs of each comparison (7)")
    parser.add_argument("--against", metavar="REVISION", default="dfb2d00",
                        help="version of the code (tag or commit) that a whole cold build is held against (0.1.0)")
    parser.add_argument("--only", metavar="WORDS", default="", help="comparisons whose title holds these words")
    wish = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        project = Path(folder) / "project"
        # In a process of its own: a child's peak counts the memory of the process that it was started from.
        setting = multiprocessing.get_context("spawn").Process(target=set_up, args=(project, wish.against))
        setting.start()
        setting.join()
        print(f"{'':38}{'CPU s':>8}{'peak MB':>9}   {'against':34}{'CPU s':>8}{'peak MB':>9}{'ratio':>7}  from, to")
        for comparison in comparisons(project, wish.against):
            if wish.only in comparison.title:
                print(line(comparison, wish.runs), flush=True)
        if not wish.only:
            print(f"\nOne word changed in {TOPIC} rebuilt:\n{rebuilt(project)}", end="")


def set_up(project: Path, revision: str) -> None:
    """Copy the project; beside it write what the bare WeasyPrint is given and a Makefile with nothing to do."""
    from pipeline.formats import reading_pdf
    from pipeline.stages import assemble, compose, load
    from pipeline.tools.typesetting import fonts
    from tests.conftest import copy_project

    copy_project(project)
    for name in ("source", "styles"):
        shutil.copytree(ROOT / name, project.parent / "both" / name)
    # What set-up does: measured is a user's machine, not the state that editing left this one in.
    compileall.compile_dir(ROOT / "pipeline", quiet=1)
    _set_up_core(project.parent)
    _set_up_older(project.parent, revision)
    design = load.read_design(project)
    editions = assemble.editions_of(load.build_publication(load.read_tree(project), project.parent / "cache"))
    manuscript = compose.compose(next(each for each in editions if each.channel.id == "jmml-handout-letter"))
    faces = "".join(f'@font-face {{ font-family: "{family}"; font-weight: {weight}; font-style: {style};'
                    f' src: url("{path.as_uri()}") }}\n' for family, weight, style, path in fonts.faces(design))
    (project.parent / "handout.html").write_text(reading_pdf.html(manuscript, design), encoding="utf-8")
    (project.parent / "handout.css").write_text(faces + "".join(reading_pdf.css(manuscript, design)), encoding="utf-8")
    (project.parent / "Makefile").write_text(
        "built: $(shell find project/source project/styles -type f)\n\ttouch $@\n", encoding="utf-8")


def _set_up_core(folder: Path) -> None:
    """Write a project with the channels of CORE alone, and the command that builds it."""
    from tests.conftest import copy_project

    core = folder / "core"
    copy_project(core)
    for channel in (core / "source" / "channels").iterdir():
        if channel.stem not in CORE:
            channel.unlink()
    book = core / "source" / "channels" / "jmml-epub.yaml"
    lines = book.read_text(encoding="utf-8").splitlines(keepends=True)
    book.write_text("".join(each for each in lines if not each.startswith("page_list:")), encoding="utf-8")
    (folder / "core.py").write_text(_CORE_CLI.format(root=str(ROOT)), encoding="utf-8")


def _set_up_older(folder: Path, revision: str) -> None:
    """Take a version out of git, with a project of its own, and make one of ours with the products of both.

    Both run with the libraries that are installed now, so that the code alone is compared.
    """
    from tests.conftest import copy_project

    older, common = folder / "older", copy_project(folder / "common")
    packed = subprocess.run(["git", "archive", revision], cwd=ROOT, capture_output=True, check=False)
    if packed.returncode:
        raise SystemExit(f"git knows no version {revision}; name one with --against:\n{packed.stderr.decode()}")
    older.mkdir()
    subprocess.run(["tar", "-x", "-C", older], input=packed.stdout, check=True)
    compileall.compile_dir(older / "pipeline", quiet=1)
    for mine, its in ((common, older), (older, common)):
        for channel in (mine / "source" / "channels").iterdir():
            if not (its / "source" / "channels" / channel.name).exists():
                channel.unlink()


def _in(project: Path, tag: str) -> Step:
    """Return the building of one language's handout from nothing."""
    command = (sys.executable, "-m", "pipeline", "--root", str(project), "build", "--only", "jmml-handout-letter")
    return Step((*command, "--language", tag), lambda: shutil.rmtree(project / "build", ignore_errors=True))


def comparisons(project: Path, revision: str) -> list[Comparison]:
    """Return what is compared; a later one may build on what an earlier one left in build/."""
    folder = project.parent
    build = (sys.executable, "-m", "pipeline", "--root", str(project), "build")
    handout = (*build, "--only", "jmml-handout-letter")
    bare = Step((str(ROOT / ".venv/bin/weasyprint"), "--quiet", "--pdf-variant", "pdf/ua-1", "--stylesheet",
                 str(folder / "handout.css"), str(folder / "handout.html"), str(folder / "handout.pdf")))
    nothing = Step(("make", "--silent", "-C", str(folder), "built"), (folder / "built").touch)
    whole = Step(build, lambda: shutil.rmtree(project / "build", ignore_errors=True))
    core = Step((sys.executable, str(folder / "core.py"), "--root", str(folder / "core"), "build"),
                lambda: shutil.rmtree(folder / "core" / "build", ignore_errors=True))
    common, older = folder / "common", folder / "older"
    cold = Step((sys.executable, "-m", "pipeline", "--root", str(common), "build"),
                lambda: shutil.rmtree(common / "build", ignore_errors=True))
    before = Step((sys.executable, "-m", "pipeline", "build"),
                  lambda: shutil.rmtree(older / "build", ignore_errors=True), older)
    return [
        Comparison("all products of both, from nothing", cold, f"version {revision}", before),
        Comparison("brochure, handout, e-book, texts", core, "WeasyPrint, handout alone", bare),
        Comparison("handout, from nothing", Step(handout, whole.prepare), "WeasyPrint, HTML given", bare),
        Comparison("handout in Spanish, from nothing", _in(folder / "both", "es"), "the same in English",
                   _in(folder / "both", "en")),
        Comparison("handout, engines' cache kept", Step(handout, lambda: forget_products(project)),
                   "WeasyPrint, HTML given", bare),
        Comparison("all products, from nothing", whole, "WeasyPrint, handout alone", bare),
        Comparison("one word changed", Step(build, lambda: change_a_word(project)), "all products, from nothing",
                   whole),
        Comparison("nothing changed", Step(build), "make with nothing to do", nothing),
        Comparison("nothing changed", Step(build), "python -c pass", Step((sys.executable, "-c", "pass"))),
        Comparison("nothing changed, -j 2", Step((*build, "-j", "2")), "python -c pass",
                   Step((sys.executable, "-c", "pass"))),
    ]


def forget_products(project: Path) -> None:
    """Remove the products and the record of them; what engines keep for their start stays."""
    for path in (project / "build").iterdir():
        if path.name != ".cache":
            shutil.rmtree(path) if path.is_dir() else path.unlink()
    (project / "build" / ".cache" / "record.json").unlink(missing_ok=True)


def change_a_word(project: Path) -> None:
    """Change one word of one topic, or change it back, with everything built before."""
    measured(Step((sys.executable, "-m", "pipeline", "--root", str(project), "build")))
    topic = project / TOPIC
    text = topic.read_text(encoding="utf-8")
    old, new = (OLD, NEW) if OLD in text else (NEW, OLD)
    if old not in text:
        raise SystemExit(f"{TOPIC} holds neither “{OLD}” nor “{NEW}”; name another word in {__file__}")
    topic.write_text(text.replace(old, new, 1), encoding="utf-8")


def line(comparison: Comparison, runs: int) -> str:
    """Return one line of the table."""
    pairs = [(measured(comparison.ours), measured(comparison.theirs)) for _ in range(runs)]
    ratios = [ours.cpu_s / theirs.cpu_s for ours, theirs in pairs]
    ours, theirs = (f"{statistics.median(each.cpu_s for each in side):8.3f}"
                    f"{statistics.median(each.peak_mb for each in side):9.0f}" for side in zip(*pairs, strict=True))
    return (f"{comparison.title:38}{ours}   {comparison.against:34}{theirs}{statistics.median(ratios):7.2f}"
            f"  {min(ratios):.2f}, {max(ratios):.2f}")


def measured(step: Step) -> Cost:
    """Run a step and return what it cost; a command that fails ends the measurement."""
    step.prepare()
    with tempfile.TemporaryFile() as said:
        child = subprocess.Popen(step.command, cwd=step.folder, stdout=said, stderr=said)
        _, status, usage = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
        if child.returncode:
            said.seek(0)
            raise SystemExit(f"{' '.join(step.command)} ended with {child.returncode}:\n{said.read().decode()}")
    return Cost(usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def rebuilt(project: Path) -> str:
    """Return the products that a changed word rebuilds, one a line."""
    change_a_word(project)
    done = subprocess.run([sys.executable, "-m", "pipeline", "--root", str(project), "build"], cwd=ROOT,
                          capture_output=True, text=True, check=True)
    return "".join(f"    {path}\n" for path in sorted(done.stdout.split()))


if __name__ == "__main__":
    main()
