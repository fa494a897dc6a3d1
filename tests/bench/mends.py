"""Measures what each mend of WeasyPrint saves, in pairs that alternate: `.venv/bin/python -m tests.bench.mends`.

One process reads the project and forks a child for each rendering, with all mends and with all but one. A ratio is the
median of the ratios of the pairs; a mend under 1.02 for both products is not worth its lines. The digests are those
to enter in `weasyprint_mends.py` where a new version of WeasyPrint was looked through.
"""

import argparse
import gc
import os
import statistics
import tempfile
import time
from pathlib import Path

from pipeline import formats
from pipeline.model.artifact import Design
from pipeline.model.manuscript import Manuscript
from pipeline.stages import assemble, compose, load
from pipeline.tools.typesetting import fonts, measured, typesetter, weasyprint_mends
from pipeline.tools.typesetting.weasyprint_mends import ALL, MENDS

ROOT = Path(__file__).parents[2]
#: What one process makes one after the other.
PRODUCTS = (("jmml-handout-letter", "jmml-handout-a4"), ("jmml-booklet-a5-press",))


def main() -> None:
    """Print one line for each mend."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=7, help="pairs of each mend (7)")
    parser.add_argument("names", nargs="*", default=sorted(ALL), help="mends (all)")
    wish = parser.parse_args()
    with tempfile.TemporaryDirectory() as cache:
        publication = load.build_publication(load.read_tree(ROOT), Path(cache))
    editions = {each.channel.id: each for each in assemble.editions_of(publication)}
    groups = {group[0]: [compose.compose(editions[name]) for name in group] for group in PRODUCTS}
    design = load.read_design(ROOT)
    mend = weasyprint_mends.mend
    weasyprint_mends.mend = lambda *_: None  # each child mends for itself
    typesetter.warm(fonts.faces(design), design.cache)
    gc.freeze()
    print(f"{'without it':14}" + "".join(f"{name:>28}" for name in groups) + "   from, to")
    for name in wish.names:
        told = []
        for group in groups.values():
            pairs = [(_cpu_s(mend, ALL - {name}, group, design), _cpu_s(mend, ALL, group, design))
                     for _ in range(wish.runs)]
            ratios = [without / with_it for without, with_it in pairs]
            told.append((statistics.median(ratios), min(ratios), max(ratios)))
        print(f"{name:14}" + "".join(f"{ratio:28.3f}" for ratio, _, _ in told)
              + "".join(f"   {low:.2f}, {high:.2f}" for _, low, high in told), flush=True)
    for _, places in MENDS.values():
        for place in places:
            print(f"{measured.source_digest(place)}  {place}")


def _cpu_s(mend: object, names: frozenset[str], group: list[Manuscript], design: Design) -> float:
    """Return the CPU seconds of renderings in a child that uses these mends."""
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        mend(names)  # type: ignore[operator]
        begun = time.process_time()
        for each in group:
            formats.find(each.edition.channel.format).render(each, design)
        os.write(writing, str(time.process_time() - begun).encode())
        os._exit(0)
    os.waitpid(child, 0)
    os.close(writing)
    with os.fdopen(reading) as told:
        return float(told.read())


if __name__ == "__main__":
    main()
