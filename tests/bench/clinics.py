"""Measures what a clinic costs: CPU and memory of 1,000 stamped products of each kind, start-up counted.

    .venv/bin/python -m tests.bench.clinics [number of clinics]

Each kind is made in a process of its own, which reads the project (as a build left it), lays the product out once,
stamps a clinic after another and writes their files; each has a QR code of its own. Beside it, warm full renders.
"""

import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

#: What may be spent on a clinic, in ms of CPU.
LIMITS_MS = {"jmml-brochure-letter-press": 3, "jmml-booklet-a5-press": 3, "jmml-handout-letter": 4,
             "jmml-handout-large-print-a4": 4, "jmml-epub": 2, "jmml-handout-text": 1}
_RENDERS = 5


def main() -> None:
    """Print one line for each kind of product."""
    clinics = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    print(f"{'product':30}{'ms/clinic':>10}{'limit':>7}{'render ms':>11}{'times':>7}{'peak MB':>9}{'kB each':>9}")
    for channel, limit in LIMITS_MS.items():
        command = [sys.executable, "-m", "tests.bench.clinics", "--one", channel, str(clinics)]
        told = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
        print(f"{channel:30}{told['ms']:>10.2f}{limit:>7}{told['render_ms']:>11.0f}"
              f"{told['render_ms'] / told['ms']:>7.0f}{told['peak_mb']:>9.0f}{told['kb']:>9.0f}")


def _one(channel: str, clinics: int) -> None:
    """Stamp one product for all clinics, then render it anew a few times; print what both cost as JSON."""
    from pipeline import formats
    from pipeline.model.finding import Place
    from pipeline.stages import assemble, compose, load, stamp

    size, root = 0, Path(__file__).parents[2]
    publication = load.build_publication(load.read_tree(root), root / "build" / ".cache")
    edition = next(each for each in assemble.editions_of(publication) if each.channel.id == channel)
    design = load.read_design(root)
    with tempfile.TemporaryDirectory() as folder:
        base = stamp.prepare(compose.compose(edition), design)
        for number in range(clinics):
            made = stamp.stamp(base, _clinic(number), Place("clinics.csv", number + 2))
            assert isinstance(made, bytes), made
            Path(folder, str(number)).write_bytes(made)
            size += len(made)
        spent, peak = _cpu_s(), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        before = time.process_time()
        for number in range(_RENDERS):
            anew = compose.compose(assemble.for_imprint(edition, _clinic(number)))
            formats.find(edition.channel.format).render(anew, design)
        render_ms = (time.process_time() - before) / _RENDERS * 1000
    print(json.dumps({"ms": spent / clinics * 1000, "render_ms": render_ms, "peak_mb": peak,
                      "kb": size / clinics / 1024}))


def _cpu_s() -> float:
    """Return the CPU of this process and all that it started, from its first instruction."""
    return sum(each.ru_utime + each.ru_stime for each in map(
        resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)))


def _clinic(number: int):  # type: ignore[no-untyped-def]
    from pipeline.model.imprint import Imprint, Phone

    side = ("North", "South", "Lake", "Hill", "River", "City", "Forest")[number % 7]
    return Imprint(
        id=f"clinic-{number}", name=f"{side} Children’s Hospital {number}", department="Hematology and Oncology",
        address=(f"{number} Example Avenue", f"{side}ville, ZZ {number:05}"),
        phones=(Phone(number=f"+1 555 01{number % 100:02} {number:04}", label="By day", hours="8 to 5"),
                Phone(number=f"+1 555 02{number % 100:02} {number:04}", label="At night")),
        web=f"www.clinic.example/{number}", languages=("English", "Español"), qr=f"https://www.clinic.example/{number}")


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        _one(sys.argv[2], int(sys.argv[3]))
    else:
        main()
