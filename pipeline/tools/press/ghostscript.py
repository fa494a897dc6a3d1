"""Runs Ghostscript, the one interpreter here that draws a PDF in the inks of the press."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from typing import IO, Any

from pipeline.model.failure import MissingTool, ToolFailed
from pipeline.model.limits import DRAWING, DRAWING_SECONDS_A_PAGE
from pipeline.tools.keeping import bounded, scratch
from pipeline.tools.later import Later

Image = Later("PIL.Image")
#: Overprint as on the press; no smoothing, so that a pixel holds the inks of the drawing and no mixture of neighbours.
_OPTIONS = ("-q", "-dBATCH", "-dNOPAUSE", "-dSAFER", "-sDEVICE=pamcmyk32", "-dOverprint=/simulate",
            "-dTextAlphaBits=1", "-dGraphicsAlphaBits=1", "-sOutputFile=%stdout", "-sstdout=%stderr")


def draw(content: bytes, resolution: float, pages: int) -> Iterator[Any]:
    """Yield each of so many pages as a CMYK picture of Pillow, at so many pixels an inch, as soon as it is drawn.

    Raises MissingTool where Ghostscript is not installed; ToolFailed, quoting it, where it gives up or takes too much.
    """
    program = shutil.which("gs")
    if program is None:
        raise MissingTool("Ghostscript is not installed, so the inks cannot be drawn; run:\n"
                          "    sudo apt-get install ghostscript")
    with scratch.holding({"file.pdf": content, "words": b""}) as folder, (folder / "words").open("r+b") as words:
        command = [program, *_OPTIONS, f"-r{resolution:g}", str(folder / "file.pdf")]
        seconds = DRAWING.cpu_seconds + round(pages * DRAWING_SECONDS_A_PAGE)
        bounds = replace(DRAWING, cpu_seconds=seconds)
        with bounded.started(command, bounds, name="Ghostscript", stderr=words) as process:
            assert process.stdout is not None
            yield from _pages(process.stdout)
            code = process.wait()
        words.seek(0)
        told = words.read(20_000)
        bounded.refuse_overrun("Ghostscript", code, bounds, told)
        if code:
            lines = (line.strip(" *") for line in told.decode("utf-8", "replace").splitlines())
            said = next((line for line in lines if "rror" in line), "without a word")[:200]
            raise ToolFailed(f"Ghostscript gave up: {said}")


def _pages(stream: IO[bytes]) -> Iterator[Any]:
    """Yield the pictures of a stream of PAM files: lines of words up to ENDHDR, then the samples."""
    header: dict[bytes, bytes] = {}
    for line in iter(stream.readline, b""):
        word, _, value = line.strip().partition(b" ")
        header[word] = value
        if word == b"ENDHDR":
            size = int(header[b"WIDTH"]), int(header[b"HEIGHT"])
            samples = stream.read(size[0] * size[1] * 4)
            if len(samples) == size[0] * size[1] * 4:
                yield Image.frombytes("CMYK", size, samples)
