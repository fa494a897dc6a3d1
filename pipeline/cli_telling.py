"""The options that commands share, and how they tell what they do: findings, paths, how far they are."""

import sys
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import click

from pipeline.model.failure import ExitCode
from pipeline.tools.keeping import heartbeat
from pipeline.tools.later import Later

if TYPE_CHECKING:
    from pipeline import report
    from pipeline.report import Style
    from pipeline.run import Outcome, Progress, Waits
else:  # loaded where it is used, as in `cli`
    report = Later("pipeline.report")

format_ = click.option("--format", "style", type=click.Choice(["text", "json", "github"]), default="text",
                       help="How findings are written.")
only_ = click.option("--only", multiple=True, metavar="GLOB", help="Products by path, id, channel or format.")
language_ = click.option("--language", "languages", multiple=True, metavar="TAG", help="Only these languages.")
jobs_ = click.option("-j", "--jobs", "workers", type=click.IntRange(1, 64), default=2, show_default=True,
                     help="How many processes work side by side.")


def examining(command: Callable[..., int]) -> Callable[..., int]:
    """Add the options that every examining command takes."""
    strict = "Warnings are errors, and so is a validator that is not installed."
    return click.option("--strict", is_flag=True, help=strict)(format_(command))


def list_files(folder: str, outcome: "Outcome", style: "Style") -> None:
    """Write the paths of what was made, where the line of a terminal stood that told how far it was."""
    if sys.stderr.isatty() and style == "text":
        click.echo("\r\033[K", nl=False, err=True)
    for name in outcome.built:
        click.echo(f"{folder}/{name}")


def told(outcome: "Outcome", style: "Style", last: str, *, strict: bool) -> int:
    """Write the findings and, as text, the last line; return the exit code."""
    click.get_current_context().close()  # signs of life end here, so that the last line counts
    report.write_findings(outcome.findings, style, sys.stderr)
    if style == "text":
        click.echo(last, err=True)
    has_fault = outcome.has_errors or (strict and outcome.has_warnings)
    return ExitCode.FINDINGS if has_fault else ExitCode.WELL


def steps(style: "Style") -> "Progress":
    """Return what tells how many are done, the last one, and how long the others take."""
    begun = time.monotonic()
    return _telling(style, lambda done, total, name: report.progress_line(done, total, name, time.monotonic() - begun))


def pace(style: "Style") -> "Progress":
    """Return what tells how far the products are that are laid out for all; then of clinics, and how fast."""
    begun = {True: time.monotonic()}

    def line(done: int, total: int, product: str) -> str:
        now = time.monotonic()
        seconds = now - begun.setdefault(bool(product), now)
        return (report.progress_line(done, total, product, seconds) if product
                else report.pace_line(done, total, seconds))

    return _telling(style, line)


def waits(style: "Style") -> "Waits":
    """Return what tells that another command is at work; nothing where a program reads what is written."""
    def tell() -> None:
        click.echo("another command is at work in this folder; this one waits for it", err=True)

    return tell if style == "text" else lambda: None


def _telling(style: "Style", line: Callable[[int, int, str], str]) -> "Progress":
    """Return what tells how far a command is: each step in one line of a terminal, else every few seconds.

    Nothing where a program reads what is written.
    """
    if style != "text":
        return lambda *_: None
    if sys.stderr.isatty():
        return lambda *step: click.echo(f"\r\033[K{line(*step)}", nl=False, err=True)
    context, last = click.get_current_context(), ["at work"]
    context.with_resource(heartbeat.beating(lambda: last[0], context.find_root().params["beat_s"]))

    def tell(*step: Any) -> None:
        last[0] = line(*step)

    return tell
