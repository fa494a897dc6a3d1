"""Measures a save on the desk until the product is seen, against pandoc writing the same topic; memory over many saves.

CPU is user and system time of all processes. Ours is the process that shows a save, warm; pandoc's the sum of three
cold runs of the topic's text: to Typst, EPUB and plain text. Pairs alternate; a ratio is the median of their ratios.
"""

import argparse
import statistics
import sys
import tempfile
from pathlib import Path

from pipeline.run import Wish
from pipeline.run_watch import Live, State
from tests.bench.bench import NEW, OLD, TOPIC, Step, measured

#: What is looked at, by what people call it.
_PRODUCTS = {"web page": "en/jmml-handout.html", "topic sheet": "en/topics/watch-and-wait-letter.pdf",
             "brochure": "en/jmml-brochure-letter-press.pdf"}
_TO = ("typst", "epub", "plain")


def main() -> None:
    """Print one line for each product, then the memory that saves in a row leave."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=7, help="pairs of each comparison (7)")
    parser.add_argument("--saves", type=int, default=1000, help="saves in a row, for memory (1,000)")
    wish = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        from tests.conftest import copy_project

        root = copy_project(Path(folder) / "project")
        live = Live(root, Wish(), lambda *_: None)
        try:
            live.when(_is_done)
            for name, output in _PRODUCTS.items():
                print(_line(live, root, name, output, wish.runs), flush=True)
            print(_memory(live, root, wish.saves))
        finally:
            live.end()


def _line(live: Live, root: Path, name: str, output: str, runs: int) -> str:
    live.look_at(output)
    live.when(_is_done)
    pairs = [(_seen(live, root), _pandoc(root)) for _ in range(runs)]
    ratios = [ours / theirs for ours, theirs in pairs]
    ours, theirs = (statistics.median(side) for side in zip(*pairs, strict=True))
    return (f"a changed word seen in the {name:12}{ours:7.3f} s   pandoc to {', '.join(_TO)}{theirs:7.3f} s"
            f"{statistics.median(ratios):7.2f}  {min(ratios):.2f}, {max(ratios):.2f}")


def _is_done(state: State) -> bool:
    if state.stage in ("broken", "stopped"):
        sys.exit(f"the source cannot be built: {state.words or [str(each.place) for each in state.findings[:3]]}")
    return state.stage == "done" and not state.is_unchecked


def _seen(live: Live, root: Path) -> float:
    """Save one word, and return what it took to show it; the products behind it are made before this returns."""
    _change(root / TOPIC)
    spent = live.when(lambda state: state.is_unchecked).look_cpu_s
    live.when(_is_done)
    return spent


def _change(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    old, new = (OLD, NEW) if OLD in text else (NEW, OLD)
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def _pandoc(root: Path) -> float:
    import pypandoc

    to = root.parent / "pandoc"
    return sum(measured(Step((pypandoc.get_pandoc_path(), str(root / TOPIC), "-t", each, "-o", str(to)))).cpu_s
               for each in _TO)


def _memory(live: Live, root: Path, saves: int) -> str:
    live.look_at(_PRODUCTS["web page"])
    live.when(_is_done)
    held = []
    for _ in range(saves):
        before = live.state.content
        _change(root / TOPIC)
        live.when(lambda state, before=before: state.content != before)
        held.append(_memory_mb(live.tending.number))
    return (f"{saves} saves in a row: {held[0]:.0f} MB after the first, {held[-1]:.0f} after the last, "
            f"{max(held):.0f} at most")


def _memory_mb(process: int) -> float:
    lines = Path(f"/proc/{process}/status").read_text(encoding="utf-8").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("RssAnon")) / 1024


if __name__ == "__main__":
    main()
