"""Runs every validator on finished products; a verdict is kept by the file's digest and not worked out again."""

import json
from pathlib import Path

from pipeline import checks, formats
from pipeline.model.artifact import Artifact
from pipeline.model.finding import Finding, Place, error, finding_from
from pipeline.model.job import Job
from pipeline.tools import digest, node, whole_file

#: What a verdict depends on beside the file: the checks, their tools, and the validators that the lock names.
_JUDGES = ("pipeline/checks", "pipeline/tools", "pipeline/model", "requirements.lock")


def missing(stale: list[Job]) -> list[Finding]:
    """Return a finding for each product that is not there, or not what the source says now."""
    return [
        error(Place(f"build/{job.output}"), "this product is not built from the source as it is now",
              why="a verdict about an old file says nothing of the new one", fix="run: make all").of("not-up-to-date")
        for job in stale
    ]


def inspect(job: Job, root: Path) -> list[Finding]:
    """Return what the checks of full depth find in one product; nothing for a product that is not there."""
    build = root / "build"
    path = build / job.output
    if not path.is_file():
        return []
    content = path.read_bytes()
    case = digest.of_data([digest.of_bytes(content), job.key, _judges(root), node.installed()])
    verdict = build / ".cache" / "verdicts" / f"{case}.json"
    try:
        return [finding_from(entry) for entry in json.loads(verdict.read_bytes())]
    except (OSError, ValueError, KeyError, TypeError):
        return _judge(job, path, content, verdict)


def _judge(job: Job, path: Path, content: bytes, verdict: Path) -> list[Finding]:
    media_type = formats.find(job.manuscript.edition.channel.format).MEDIA_TYPE
    artifact = Artifact(path, f"build/{job.output}", media_type, content, job.manuscript)
    findings = checks.examine("artifact", artifact, "full")
    whole_file.write(verdict, json.dumps([finding.as_data() for finding in findings]).encode())
    return findings


def _judges(root: Path) -> str:
    return digest.of_tree(root, _JUDGES)
