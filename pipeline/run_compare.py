"""The flow of a comparison: two projects, releases or git revisions, and how what they say and show differs."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from pipeline import run, sound
from pipeline.markup import change_record
from pipeline.model.changes import Changes, changes
from pipeline.model.failure import WrongUsage
from pipeline.model.publication import Language, Publication
from pipeline.run import Progress, Wish
from pipeline.stages import load, plan
from pipeline.stages.release import Held, Release, pages_between, read, reading_of, told
from pipeline.tools.keeping import build_record, git_revision, whole_file

#: What a build reads of a project; its code is ours.
_READ = ("source", "styles", "requirements.lock")
_NOT_BUILT = "Files and pages were not compared: {} is not built as its source stands; --build builds it."


@dataclass(frozen=True)
class Compared:
    """How two differ; `left_out` says why files and pages were not compared, where they were not."""

    difference: Changes
    pages: change_record.PagePairs
    title: str
    new: str
    left_out: str

    @property
    def is_same(self) -> bool:
        """Tell whether nothing differs that a reader or a print shop could see, nor any file."""
        found = self.difference
        return not (found.sentences or found.facts or found.files_added or found.files_removed or found.files_changed
                    or any(self.pages.values()))

    def as_json(self) -> str:
        """Return the differences for programs."""
        data: dict[str, Any] = {**told(self.difference, self.pages, self.new), "left_out": self.left_out}
        return json.dumps(data, indent=1, ensure_ascii=False, default=str)


def compare(root: Path, old: str, new: str, progress: Progress, *, is_building: bool = False) -> Compared:
    """Return how two differ: each a project's folder, a release (its folder, or its version), or a git revision.

    What is not built as its source stands is compared by its words and facts alone, unless it is to be built. Raises
    WrongUsage where one of them is nothing of this, or has errors.
    """
    here = sound.told_of(root, "nothing can be compared").publication
    with _held(root, old, progress, is_building=is_building) as before, \
            _held(root, new, progress, is_building=is_building) as now:
        bare = [name for name, held in ((old, before), (new, now)) if not held.reading.files]
        if bare:
            before, now = (replace(each, reading=replace(each.reading, files={})) for each in (before, now))
        outputs = before.reading.sentences.keys() | now.reading.sentences.keys()
        languages = {output: _language(here, output) for output in outputs}
        difference = changes(before.reading, now.reading, {name: each.wording for name, each in languages.items()})
        pages = pages_between(before, now, {name: each.labels for name, each in languages.items()})
        title = next(iter(here.languages.values())).labels["title"]
        left_out = _NOT_BUILT.format(" is not built, and ".join(bare)) if bare else ""
        return Compared(_with_names(difference, old), pages, title, f"{now.reading.version} ({new})", left_out)


def write(root: Path, compared: Compared, file: Path) -> None:
    """Write the differences as a page that needs no other file."""
    page = change_record.page(compared.title, compared.new, compared.difference, compared.pages,
                              load.read_design(root), left_out=compared.left_out)
    whole_file.write(file, page.encode())


def _with_names(difference: Changes, old: str) -> Changes:
    return replace(difference, since=f"{difference.since} ({old})")


def _language(here: Publication, output: str) -> Language:
    """Return the language of a product by its path, the first one where that does not tell."""
    tag = output.partition("/")[0]
    return here.languages.get(tag) or next(iter(here.languages.values()))


@contextmanager
def _held(root: Path, name: str, progress: Progress, *, is_building: bool) -> Iterator[Held]:
    """Give what a name means."""
    folders = [folder for folder in (Path(name), root / "build" / "release" / name) if folder.is_dir()]
    for folder in folders:
        reading = read(folder)
        if reading:
            yield Held(reading, folder)
            return
        project = folder.parent if folder.name == "build" else folder
        if (project / "source").is_dir():
            yield _of_project(project.resolve(), progress, is_building=is_building)
            return
    commit = git_revision.commit(root, name) if not folders else ""
    if not commit:
        raise WrongUsage(f"“{name}” is no project’s folder, no release and no revision of git")
    with git_revision.taken_out(root, commit, _READ) as folder:
        yield _of_project(folder, progress, is_building=is_building)


def _of_project(root: Path, progress: Progress, *, is_building: bool) -> Held:
    """Return what a project's products say, with their files where all are built as the source stands."""
    if is_building:
        run.build(root, Wish(), progress)
    source, _ = sound.read_source(root)
    if source is None:
        raise WrongUsage(f"the source of {root} has errors, so nobody can tell what it says; see: --root {root} check")
    manuscripts, record = sound.composed(source.publication), build_record.read(root)
    jobs = list(plan.jobs_for(manuscripts, load.read_design(root)))
    is_built = jobs and not plan.stale(jobs, record, root / "build")
    release = Release(source.publication, manuscripts, record.made if is_built else {}, ())
    return Held(reading_of(release), root / "build")
