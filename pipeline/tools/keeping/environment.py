"""Knows the folder for what depends on the installed engines alone; run as a program, it fills it."""

import sys
from pathlib import Path


def cache_folder() -> Path:
    """Return a folder of the virtual environment: it lives and dies with the engines that filled it.

    Outside an environment it is a folder of the user's, since that of the system is not ours to write.
    """
    if sys.prefix != sys.base_prefix:
        return Path(sys.prefix) / "cache"
    return Path.home() / ".cache" / "publication-pipeline"


if __name__ == "__main__":
    from pipeline.tools.typesetting.weasyprint_startup import import_weasyprint

    import_weasyprint(cache_folder())
