"""Runs every validator on finished products; a verdict is kept by the file's digest and not worked out again."""

import json
from pathlib import Path

from pipeline import checks
from pipeline.model.artifact import Artifact
from pipeline.model.finding import Finding, Place, error, finding_from
from pipeline.model.job import Job, Record
from pipeline.tools.keeping import digest, whole_file
from pipeline.tools.validators import node, ocr

#: What a verdict depends on beside the file: the checks, their tools, and the validators that the lock names.
_JUDGES = ("pipeline/checks", "pipeline/readback", "pipeline/markup", "pipeline/tools", "pipeline/model",
           "requirements.lock")


def missing(stale: list[Job]) -> list[Finding]:
    """Return a finding for each product that is not there, or not what the source says now."""
    return [
        error(Place(f"build/{job.output}"), "this product is not built from the source as it is now",
              why="a verdict about an old file says nothing of the new one", fix="run: make all").of("not-up-to-date")
        for job in stale
    ]


def inspect(job: Job, root: Path, record: Record) -> list[Finding]:
    """Return what the checks of full depth find in one product and what goes with it, as far as they are there."""
    contract = job.manuscript.edition.contract
    kinds = {job.output: (contract.media_type, contract.reader)}
    kinds |= {output: (made.media_type, made.reader) for output, made in sorted(record.made.items())
              if made.product == job.output}
    return [finding for output, kind in kinds.items() for finding in _inspect(job, root, output, *kind)]


def _inspect(job: Job, root: Path, output: str, media_type: str, reader: str) -> list[Finding]:
    path = root / "build" / output
    if not path.is_file():
        return []
    artifact = Artifact(path, f"build/{output}", media_type, path.read_bytes(), job.manuscript,
                        is_companion=output != job.output, reader=reader)
    tools = [node.installed(), ocr.is_installed()]
    case = digest.of_data([output, digest.of_bytes(artifact.content), job.key, _judges(root), *tools])
    verdict = root / "build" / ".cache" / "verdicts" / f"{case}.json"
    try:
        return [finding_from(entry) for entry in json.loads(verdict.read_bytes())]
    except (OSError, ValueError, KeyError, TypeError):
        return _judge(artifact, verdict)


def _judge(artifact: Artifact, verdict: Path) -> list[Finding]:
    findings = checks.examine("artifact", artifact, "full")
    if not any(finding.is_unexamined for finding in findings):  # who installs the validator gets its verdict at once
        whole_file.write(verdict, json.dumps([finding.as_data() for finding in findings]).encode())
    return findings


def _judges(root: Path) -> str:
    return digest.of_tree(root, _JUDGES)
