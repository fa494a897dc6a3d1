"""Runs every validator on finished products; a verdict is kept by the file's digest and not worked out again."""

import json
from functools import lru_cache
from pathlib import Path

from pipeline import checks
from pipeline.model.artifact import Artifact
from pipeline.model.finding import Finding, Place, error, finding_from
from pipeline.model.job import Job, Record
from pipeline.tools.keeping import code_digest, digest, kept
from pipeline.tools.validators import node, specimens


def missing(stale: list[Job]) -> list[Finding]:
    """Return a finding for each product that is not there, or not what the source says now."""
    return [
        error(Place(f"build/{job.output}"), "this product is not built from the source as it is now",
              why="a verdict about an old file says nothing of the new one", fix="run: make all").of("not-up-to-date")
        for job in stale
    ]


def inspect(job: Job, root: Path, record: Record) -> list[Finding]:
    """Return what the checks of full depth find in one product and what goes with it, as far as they are there."""
    return [finding for output, kind in record.kinds(job.manuscript).items()
            for finding in _inspect(job, root, output, *kind)]


def said(job: Job, root: Path) -> list[Finding] | None:
    """Return what the checks of full depth found in a product as it stands, None where nobody has asked them."""
    sha256 = digest.of_file(root / "build" / job.output)
    return _held(_file(job, root, job.output, sha256)) if sha256 else None


def _inspect(job: Job, root: Path, output: str, media_type: str, reader: str) -> list[Finding]:
    path = root / "build" / output
    if not path.is_file():
        return []
    artifact = Artifact(path, f"build/{output}", media_type, path.read_bytes(), job.manuscript,
                        is_companion=output != job.output, reader=reader)
    verdict = _file(job, root, output, digest.of_bytes(artifact.content))
    held = _held(verdict)
    return _judge(artifact, verdict) if held is None else held


def _file(job: Job, root: Path, output: str, sha256: str) -> Path:
    """Return where the verdict on a file as it stands is kept."""
    tools = [node.installed(), specimens.is_installed()]
    case = digest.of_data([output, sha256, job.key, _judges(), *tools])
    return root / "build" / ".cache" / "verdicts" / f"{case}.json"


def _held(verdict: Path) -> list[Finding] | None:
    return kept.read(verdict, lambda content: [finding_from(entry) for entry in json.loads(content)])


def _judge(artifact: Artifact, verdict: Path) -> list[Finding]:
    findings = checks.examine("artifact", artifact, "full")
    if not any(finding.is_unexamined for finding in findings):  # who installs the validator gets its verdict at once
        kept.write_data(verdict, [finding.as_data() for finding in findings])
    return findings


@lru_cache(maxsize=1)
def _judges() -> str:
    """Return the digest of the checks, and of the tools and validators behind them."""
    return code_digest.of_modules(["pipeline.checks", *code_digest.modules_in(
        "checks/artifact", "checks/press", "readback", "readback/readers")])
