"""`python -m pipeline`; a plain build with nothing to do ends here, before the command line is loaded."""

import sys
from collections.abc import Iterator, Sequence

from pipeline.tools.keeping import file_index


def main() -> None:
    """Run the command line, unless a plain `build` was asked for and everything is up to date."""
    root = _root_of_plain_build(sys.argv[1:])
    told = file_index.nothing_to_do(root) if root else None
    if told:
        print(told, file=sys.stderr)
        return
    from pipeline import cli

    cli.main()


def _root_of_plain_build(arguments: Sequence[str]) -> str | None:
    """Return the project's folder where a build is asked for without any wish but how many processes work."""
    words = [word for each in arguments for word in _words(each)]
    root = "."
    if words[:1] == ["--root"] and len(words) > 1:
        root, words = words[1], words[2:]
    match words:
        case ["build"]:
            return root
        case ["build", "-j" | "--jobs", count] if count.isdecimal() and 1 <= int(count) <= 64:
            return root
    return None


def _words(argument: str) -> Iterator[str]:
    """Yield an option and its value apart, however they were written together."""
    if argument.startswith("--"):
        name, *value = argument.split("=", 1)
        yield from (name, *value)
    elif argument.startswith("-j") and argument != "-j":
        yield from ("-j", argument[2:])
    else:
        yield argument


if __name__ == "__main__":
    main()
