"""Runs Tesseract, which reads a picture of text as a person does: by the shapes alone."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterable
from pathlib import Path

from pipeline.model.failure import MissingTool, ToolFailed

#: Language of a product -> Tesseract's name of it, where Debian packages its data as tesseract-ocr-<name>.
_LANGUAGES = {"en": "eng", "es": "spa", "fr": "fra", "de": "deu", "pt": "por", "vi": "vie", "ar": "ara"}
#: One line a picture; no dictionary, which would mend what was printed wrong.
_OPTIONS = ("--psm", "7", "-c", "load_system_dawg=0", "-c", "load_freq_dawg=0")


def is_installed() -> bool:
    """Tell whether Tesseract is there."""
    return shutil.which("tesseract") is not None


def read_lines(pictures: Iterable[bytes], language: str) -> list[str]:
    """Return the text of each picture, which holds one line.

    Raises MissingTool where Tesseract or the language is not installed, ToolFailed, quoting it, where it gives up.
    """
    program = shutil.which("tesseract")
    if program is None:
        raise MissingTool("Tesseract is not installed, so no page can be read by its looks; run:\n"
                          "    sudo apt-get install tesseract-ocr")
    name = _LANGUAGES.get(language.partition("-")[0], "eng")
    with tempfile.TemporaryDirectory() as folder:
        paths = []
        for number, picture in enumerate(pictures):
            paths.append(Path(folder) / f"{number}.png")
            paths[-1].write_bytes(picture)
        listed = Path(folder) / "pictures.txt"
        listed.write_text("".join(f"{path}\n" for path in paths), encoding="utf-8")
        # threads of its own cost more than they save on pictures of one line
        done = subprocess.run([program, str(listed), "-", "-l", name, *_OPTIONS], capture_output=True, check=False,
                              env={**os.environ, "OMP_THREAD_LIMIT": "1"})
    if done.returncode:
        words = done.stderr.decode(errors="replace").strip()
        if "loading tessdata" in words or "loading language" in words:
            raise MissingTool(f"Tesseract does not know {language}; run:\n"
                              f"    sudo apt-get install tesseract-ocr-{name}")
        raise ToolFailed(f"Tesseract gave no text: {words}")
    return [page.strip() for page in done.stdout.decode(errors="replace").split("\f")][:len(paths)]
