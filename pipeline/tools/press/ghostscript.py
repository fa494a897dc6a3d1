"""Runs Ghostscript, the one interpreter here that draws a PDF in the inks of the press."""

import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from threading import Timer
from typing import IO, Any

from pipeline.model.failure import MissingTool, ToolFailed
from pipeline.tools.later import Later

Image = Later("PIL.Image")
#: Overprint as on the press; no smoothing, so that a pixel holds the inks of the drawing and no mixture of neighbours.
_OPTIONS = ("-q", "-dBATCH", "-dNOPAUSE", "-dSAFER", "-sDEVICE=pamcmyk32", "-dOverprint=/simulate",
            "-dTextAlphaBits=1", "-dGraphicsAlphaBits=1", "-sOutputFile=%stdout", "-sstdout=%stderr")
#: A page at this resolution takes a fraction of a second; one that takes this long keeps the interpreter busy for good.
_SECONDS, _SECONDS_A_PAGE = 20.0, 0.1


def draw(content: bytes, resolution: float, pages: int) -> Iterator[Any]:
    """Yield each of so many pages as a CMYK picture of Pillow, at so many pixels an inch, as soon as it is drawn.

    Raises MissingTool where Ghostscript is not installed; ToolFailed, quoting it, where it gives up or takes too long.
    """
    program = shutil.which("gs")
    if program is None:
        raise MissingTool("Ghostscript is not installed, so the inks cannot be drawn; run:\n"
                          "    sudo apt-get install ghostscript")
    with tempfile.TemporaryDirectory() as folder, tempfile.TemporaryFile() as words:
        path = Path(folder) / "file.pdf"
        path.write_bytes(content)
        command = [program, *_OPTIONS, f"-r{resolution:g}", str(path)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=words) as process:
            seconds = _SECONDS + pages * _SECONDS_A_PAGE
            clock = Timer(seconds, process.kill)
            clock.start()
            try:
                assert process.stdout is not None
                yield from _pages(process.stdout)
                code = process.wait()
            finally:
                clock.cancel()
                process.kill()
        if code:
            words.seek(0)
            lines = (line.strip(" *") for line in words.read(20_000).decode("utf-8", "replace").splitlines())
            said = next((line for line in lines if "rror" in line), "without a word")[:200]
            raise ToolFailed(f"Ghostscript gave up: {said}" if code > 0 else
                             f"Ghostscript took more than {seconds:.0f} s")


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
