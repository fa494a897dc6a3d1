"""The command that compares."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.cli_telling import steps
from pipeline.model.failure import ExitCode
from pipeline.tools.later import Later

if TYPE_CHECKING:
    from pipeline import report, run_compare
    from pipeline.report import Style
else:  # loaded where they are used, as in `cli`
    report, run_compare = Later("pipeline.report"), Later("pipeline.run_compare")


@click.command()
@click.argument("old")
@click.argument("new", default=".")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE",
              help="Where the page goes; without it build/compare.html.")
@click.option("--build", "is_building", is_flag=True, help="Build what is not built, to compare files and pages, too.")
@click.option("--json", "is_json", is_flag=True, help="Print the differences for programs; no page.")
@click.pass_obj
def compare(root: Path, old: str, new: str, out: Path | None, is_building: bool, is_json: bool) -> int:
    """Tell how two differ, each a project's folder, a release or a git revision; ends with 1 where they do."""
    style: Style = "json" if is_json else "text"
    found = run_compare.compare(root, old, new, steps(style), is_building=is_building)
    if is_json:
        click.echo(found.as_json())
    else:
        file = out or root / "build" / "compare.html"
        run_compare.write(root, found, file)
        click.echo(file if out else "build/compare.html")
        click.get_current_context().close()
        click.echo(report.count_differences(found.difference, sum(map(len, found.pages.values())), found.left_out),
                   err=True)
    return ExitCode.WELL if found.is_same else ExitCode.FINDINGS
