"""`python -m pipeline`; a plain build with nothing to do ends here, before the command line is loaded."""

import sys
from pathlib import Path

from pipeline.tools.keeping import build_record


def main() -> None:
    """Run the command line, unless `build` alone was asked for and everything is up to date."""
    told = build_record.nothing_to_do(Path()) if sys.argv[1:] == ["build"] else None
    if told:
        print(told, file=sys.stderr)
        return
    from pipeline import cli

    cli.main()


if __name__ == "__main__":
    main()
