"""Measures what a clinic costs: CPU and memory of 1,000 stamped products of each kind, start-up counted.

    .venv/bin/python -m tests.bench.clinics [number of clinics]
    .venv/bin/python -m tests.bench.clinics --curve

One process reads the project (as a build left it), lays each product out once, stamps a clinic after another and
writes their files, to memory where the system has a folder there: a disk on which thousands of files were just
removed makes new ones slowly for a while. Each clinic has a QR code of its own. A kind is charged with its own layout
and its share of the start. Beside it, warm full renders of the same process. The curve shows one kind after another,
each in a process of its own, for 10 to 10,000 clinics, as numbers and as build/bench/clinics.svg.
"""

import json
import resource
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

#: What may be spent on a clinic, in ms of CPU.
LIMITS_MS = {"jmml-brochure-letter-press": 3, "jmml-booklet-a5-press": 3, "jmml-handout-letter": 4,
             "jmml-handout-large-print-a4": 4, "jmml-epub": 2, "jmml-handout-text": 1}
ROOT = Path(__file__).parents[2]
_IN_MEMORY = "/dev/shm"
_RENDERS = 5
_COUNTS = (10, 100, 1000, 10_000)
_CURVES = ("jmml-brochure-letter-press", "jmml-handout-letter", "jmml-epub", "jmml-handout-text")
_COLOURS = ("#0c4a50", "#a8471f", "#54708c", "#4a4a4a")


def main(clinics: int) -> None:
    """Print one line for each kind of product, then the whole run."""
    told = _measured(tuple(LIMITS_MS), clinics)
    print(f"{'product':30}{'ms/clinic':>10}{'limit':>7}{'render ms':>11}{'times':>7}{'kB each':>9}")
    for channel, limit in LIMITS_MS.items():
        kind = told["kinds"][channel]
        print(f"{channel:30}{kind['ms']:>10.2f}{limit:>7}{kind['render_ms']:>11.0f}"
              f"{kind['render_ms'] / kind['ms']:>7.0f}{kind['kb']:>9.0f}")
    print(f"start {told['start_s']:.2f} s, shared by all kinds; peak {told['peak_mb']:.0f} MB")


def curve() -> None:
    """Print and draw what a clinic costs once its product is laid out, from ten clinics to ten thousand."""
    costs = {channel: [_measured((channel,), clinics) for clinics in _COUNTS] for channel in _CURVES}
    after = {channel: [each["kinds"][channel]["stamp_ms"] for each in told] for channel, told in costs.items()}
    print(f"{'ms/clinic, once laid out':30}" + "".join(f"{clinics:>9}" for clinics in _COUNTS) + "   peak MB at most")
    for channel, told in costs.items():
        print(f"{channel:30}" + "".join(f"{each:>9.2f}" for each in after[channel])
              + f"{max(each['peak_mb'] for each in told):>18.0f}")
    drawing = ROOT / "build" / "bench" / "clinics.svg"
    drawing.parent.mkdir(parents=True, exist_ok=True)
    drawing.write_text(_drawing(after), encoding="utf-8")
    print(drawing.relative_to(ROOT))


def _drawing(costs: dict[str, list[float]]) -> str:
    """Return the curves as SVG: clinics to the right (each step ten times as many), ms upwards from 0."""
    highest = max(map(max, costs.values())) * 1.15
    across, up = [80 + 160 * step for step in range(len(_COUNTS))], [340 - 300 * share / 4 for share in range(5)]
    lines = [f'<line x1="80" x2="560" y1="{y}" y2="{y}" stroke="#cccccc"/>'
             f'<text x="72" y="{y + 4}" text-anchor="end">'
             f"{highest * share / 4:.1f}</text>" for share, y in enumerate(up)]
    lines += [f'<text x="{x}" y="362" text-anchor="middle">{clinics:,}</text>'
              for x, clinics in zip(across, _COUNTS, strict=True)]
    for number, (name, values) in enumerate(costs.items()):
        points = " ".join(f"{x},{340 - 300 * value / highest:.1f}" for x, value in zip(across, values, strict=True))
        colour = _COLOURS[number]
        lines.append(f'<polyline points="{points}" fill="none" stroke="{colour}" stroke-width="3"/>'
                     f'<text x="580" y="{60 + 24 * number}" fill="{colour}">{name}</text>')
    return ('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 800 400" font-family="sans-serif" font-size="13">'
            '<rect width="800" height="400" fill="#ffffff"/>'
            '<text x="80" y="22">ms of CPU a clinic, once laid out</text>'
            f'{"".join(lines)}<text x="320" y="386" text-anchor="middle">clinics</text></svg>\n')


def _measured(channels: tuple[str, ...], clinics: int) -> Any:
    command = [sys.executable, "-m", "tests.bench.clinics", "--these", ",".join(channels), str(clinics)]
    return json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)


def _these(channels: list[str], clinics: int) -> None:
    """Stamp products for all clinics, then render each anew a few times; print what both cost as JSON."""
    from pipeline.stages import assemble, compose, load

    publication = load.build_publication(load.read_tree(ROOT), ROOT / "build" / ".cache")
    editions = {each.channel.id: each for each in assemble.editions_of(publication)}
    manuscripts = {channel: compose.compose(editions[channel]) for channel in channels}
    design, start = load.read_design(ROOT), _cpu_s()
    kinds = {channel: _stamped(manuscripts[channel], design, clinics) for channel in channels}
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    for channel, kind in kinds.items():
        kind["ms"] += start / len(channels) / clinics * 1000
        kind["render_ms"] = _rendered(editions[channel], design)
    print(json.dumps({"kinds": kinds, "start_s": start, "peak_mb": peak}))


def _stamped(manuscript: Any, design: Any, clinics: int) -> dict[str, float]:
    from pipeline.model.finding import Place
    from pipeline.stages import stamp

    size, before = 0, _cpu_s()
    with tempfile.TemporaryDirectory(dir=_IN_MEMORY if Path(_IN_MEMORY).is_dir() else None) as folder:
        base, laid_out = stamp.prepare(manuscript, design), _cpu_s()
        for number in range(clinics):
            made = stamp.stamp(base, _clinic(number), Place("clinics.csv", number + 2))
            assert isinstance(made, bytes), made
            Path(folder, str(number % 1000)).write_bytes(made)
            size += len(made)
        after = _cpu_s()
    return {"ms": (after - before) / clinics * 1000, "stamp_ms": (after - laid_out) / clinics * 1000,
            "kb": size / clinics / 1024}


def _rendered(edition: Any, design: Any) -> float:
    """Return what a product costs that is rendered anew for a clinic, in ms."""
    from pipeline import formats
    from pipeline.stages import compose

    before = time.process_time()
    for number in range(_RENDERS):
        imprint = _clinic(number)
        anew = compose.compose(replace(edition, imprint=imprint, id=f"{edition.id}-{imprint.id}"))
        formats.find(edition.channel.format).render(anew, design)
    return (time.process_time() - before) / _RENDERS * 1000


def _cpu_s() -> float:
    """Return the CPU of this process and all that it started, from its first instruction."""
    return sum(each.ru_utime + each.ru_stime for each in map(
        resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)))


def _clinic(number: int) -> Any:
    from pipeline.model.imprint import Imprint, Phone

    side = ("North", "South", "Lake", "Hill", "River", "City", "Forest")[number % 7]
    return Imprint(
        id=f"clinic-{number}", name=f"{side} Children’s Hospital {number}", department="Hematology and Oncology",
        address=(f"{number} Example Avenue", f"{side}ville, ZZ {number:05}"),
        phones=(Phone(number=f"+1 555 01{number % 100:02} {number:04}", label="By day", hours="8 to 5"),
                Phone(number=f"+1 555 02{number % 100:02} {number:04}", label="At night")),
        web=f"www.clinic.example/{number}", languages=("English", "Español"), qr=f"https://www.clinic.example/{number}")


if __name__ == "__main__":
    if sys.argv[1:2] == ["--these"]:
        _these(sys.argv[2].split(","), int(sys.argv[3]))
    elif sys.argv[1:] == ["--curve"]:
        curve()
    else:
        main(int(sys.argv[1]) if len(sys.argv) > 1 else 1000)
