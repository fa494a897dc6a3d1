"""The command line: arguments, run, report, exit code."""

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline import __version__
from pipeline.cli_compare import compare
from pipeline.cli_desk import desk
from pipeline.cli_new import new
from pipeline.cli_telling import examining, format_, jobs_, language_, list_files, only_, pace, steps, told, waits
from pipeline.cli_translate import translate
from pipeline.model.failure import ExitCode, Failure, WrongUsage, of_machine
from pipeline.tools.keeping import heartbeat
from pipeline.tools.later import Later

if TYPE_CHECKING:
    from pipeline import catalogue, provenance, report, run, run_confirm, run_imprints, run_release
    from pipeline.report import Style
    from pipeline.tools.keeping import cluster
else:  # loaded where they are used: a build with nothing to do ends before them
    catalogue, provenance = Later("pipeline.catalogue"), Later("pipeline.provenance")
    report, run = Later("pipeline.report"), Later("pipeline.run")
    run_imprints, run_release = Later("pipeline.run_imprints"), Later("pipeline.run_release")
    run_confirm, cluster = Later("pipeline.run_confirm"), Later("pipeline.tools.keeping.cluster")

_pem = click.Path(dir_okay=False, exists=True, path_type=Path)


def main() -> None:
    """Run the command line; every ending has its exit code (see pipeline/model/failure.py)."""
    try:
        code = program.main(standalone_mode=False) or 0
    except click.UsageError as fault:
        fault.show()
        code = ExitCode.USAGE
    except (click.Abort, KeyboardInterrupt):
        click.echo("interrupted: what is finished stays, what was under way is not there", err=True)
        code = ExitCode.INTERRUPTED
    except BrokenPipeError:
        code = ExitCode.INTERRUPTED
    except SystemExit as ended:  # click ends so: all is said to a shell that completes, or whoever read has gone
        code = ExitCode.INTERRUPTED if ended.code else ExitCode.WELL
    except Exception as fault:
        code = _failed(fault)
    sys.exit(int(_flushed(code)))


def _failed(fault: Exception) -> ExitCode:
    """Tell what ended a run, and return its code; what nobody foresaw with the place in the code."""
    known = of_machine(fault) if isinstance(fault, OSError | MemoryError) else fault
    if isinstance(known, Failure):
        click.echo(f"error: {known}", err=True)
        return known.code
    import traceback

    traceback.print_exception(fault)
    click.echo("error: a fault of the pipeline itself; please report the lines above", err=True)
    return ExitCode.OWN_FAULT


def _flushed(code: int) -> int:
    """Return the code once all is written that a run had to say; another one where it cannot be."""
    try:
        for stream in filter(None, (sys.stdout, sys.stderr)):
            stream.flush()
    except OSError as fault:
        gone = os.open(os.devnull, os.O_WRONLY)
        for number in (1, 2):
            os.dup2(gone, number)  # else Python tries again at its end
        return ExitCode.INTERRUPTED if isinstance(fault, BrokenPipeError) else ExitCode.TOOL_FAILED
    return code


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, message="%(prog)s %(version)s")
@click.option("--root", type=click.Path(file_okay=False, exists=True, path_type=Path), default=Path(),
              help="The project's folder (holds source/ and styles/).")
@click.option("--beat", "beat_s", type=click.FloatRange(0), default=heartbeat.EVERY_S, show_default=True,
              metavar="SECONDS", help="How often to tell off a terminal what is done; 0: never.")
@click.pass_context
def program(context: click.Context, root: Path, beat_s: float) -> None:
    """Turn source/ into brochures, e-books and handouts in build/."""
    context.obj = root.resolve()


@program.command()
@only_
@language_
@jobs_
@examining
@click.pass_obj
def build(root: Path, only: tuple[str, ...], languages: tuple[str, ...], workers: int, style: "Style",
          strict: bool) -> int:
    """Make every product that is not up to date."""
    from pipeline.tools.keeping import build_record, file_index

    is_whole = not (only or languages) and style == "text"
    idle = (file_index.nothing_to_do(str(root)) or build_record.nothing_to_do(root)) if is_whole else None
    if idle:
        click.echo(idle, err=True)
        return ExitCode.WELL
    outcome = run.build(root, run.Wish(only, languages, workers), steps(style), waits(style))
    list_files("build", outcome, style)
    return told(outcome, style, report.count(outcome.findings, len(outcome.built), outcome.unchanged), strict=strict)


@program.command()
@only_
@language_
@examining
@click.pass_obj
def check(root: Path, only: tuple[str, ...], languages: tuple[str, ...], style: "Style", strict: bool) -> int:
    """Run every validator that is installed on source and finished products; a note names each that is not."""
    outcome = run.check(root, run.Wish(only, languages), steps(style))
    return told(outcome, style, report.count_examined(outcome.findings, outcome.unchanged, "product", "source and "),
                 strict=strict)


@program.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE...",
                type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--as", "channel", metavar="CHANNEL", help="Hold the files against what this channel agreed.")
@examining
@click.pass_obj
def preflight(root: Path, files: tuple[Path, ...], channel: str | None, style: "Style", strict: bool) -> int:
    """Examine any PDF or EPUB, whoever made it, as a print shop or a bookshop would."""
    outcome = run.preflight(root, files, channel, steps(style))
    return told(outcome, style, report.count_examined(outcome.findings, len(files), "file"), strict=strict)


@program.command()
@click.option("--against", type=click.Path(file_okay=False, exists=True, path_type=Path), metavar="DIR",
              help="The release to compare with; without it the one before in build/release/.")
@click.option("--dry-run", "is_rehearsal", is_flag=True, help="Only tell what is missing.")
@format_
@click.pass_obj
def release(root: Path, against: Path | None, is_rehearsal: bool, style: "Style") -> int:
    """Write build/release/ with files, sums and change record, or tell all that is missing, validators too."""
    outcome = run_release.release(root, against, steps(style), is_rehearsal=is_rehearsal)
    list_files("build", outcome, style)
    last = report.count_release(outcome.findings, len(outcome.built), outcome.unchanged, is_rehearsal=is_rehearsal)
    return told(outcome, style, last, strict=True)


@program.command("imprint")
@click.option("--from", "clinics", type=click.Path(dir_okay=False, exists=True, path_type=Path), metavar="LIST",
              help="The list of clinics (CSV, XLSX, ODS), one a row; without it the imprints of source/imprints/.")
@click.option("--out", metavar="DIR",
              help="Where each clinic gets its folder, outside the project's own; a URL for a cluster.")
@click.option("--template", "is_template", is_flag=True, help="Print the header of such a list, and stop.")
@only_
@jobs_
@click.option("--scheduler", metavar="tls://HOST:PORT",
              help="A Dask cluster that does the work; whoever reaches its port runs what he likes on its workers.")
@click.option("--tls-ca", type=_pem, metavar="FILE", help="Who signed the cluster’s certificates; else Dask’s config.")
@click.option("--tls-cert", type=_pem, metavar="FILE", help="Your certificate for the cluster.")
@click.option("--tls-key", type=_pem, metavar="FILE", help="Its key.")
@click.option("--prune", "is_pruning", is_flag=True, help="Remove clinics that are no longer on the list.")
@click.option("--whole", "is_whole", is_flag=True, help="A clinic gets all its products, or nothing new.")
@click.option("--zip", "is_zipped", is_flag=True,
              help="Also one ZIP a clinic, with a page that shows which file is for what.")
@click.option("--draft", "is_draft", is_flag=True, help="Also while words are not confirmed; products say DRAFT.")
@examining
@click.pass_obj
def imprint_(root: Path, clinics: Path | None, out: str | None, is_template: bool, only: tuple[str, ...], workers: int,
             scheduler: str | None, tls_ca: Path | None, tls_cert: Path | None, tls_key: Path | None, is_pruning: bool,
             is_whole: bool, is_zipped: bool, is_draft: bool, style: "Style", strict: bool) -> int:
    """Make what each clinic of a list hands out, with its name, phone, logo and QR code."""
    if is_template:
        from pipeline.model.clinic_columns import COLUMNS

        click.echo(",".join(COLUMNS))
        return ExitCode.WELL
    if out is None:
        raise click.UsageError("imprint needs --out DIR (or --template alone)")
    if Path(out).is_file():
        raise click.UsageError(f"--out {out} is a file, not a folder")
    if not scheduler and (tls_ca or tls_cert or tls_key):
        raise click.UsageError("certificates are for a cluster; name its --scheduler, too")
    folder = out if "://" in out else str(Path(out).resolve())
    remote = cluster.Cluster(scheduler, run_imprints.code(), tls_ca, tls_cert, tls_key) if scheduler else None
    order = run_imprints.Order(clinics, folder, run.Wish(only, (), workers), remote, is_pruning, is_whole, is_draft,
                               is_zipped)
    outcome = run_imprints.imprint(root, order, pace(style), waits(style))
    list_files(out.rstrip("/"), outcome, style)
    last = report.count_clinics(outcome.findings, len(outcome.built), outcome.unchanged)
    return told(outcome, style, last, strict=strict)


@program.command()
@click.argument("wanted", nargs=-1, metavar="[TOPIC|FACT|PATH]...")
@click.option("--by", metavar="NAME", help="Who looks.")
@click.option("--role", metavar="ROLE", help="As what: author, editor, translator.")
@click.option("--list", "is_listing", is_flag=True, help="Only show what is open.")
@click.option("--yes", "is_sure", is_flag=True, help="Confirm all that this prints.")
@click.option("--format", "style", type=click.Choice(["text", "json"]), default="text", help="For people or programs.")
@click.pass_obj
def confirm(root: Path, wanted: tuple[str, ...], by: str | None, role: str | None, is_listing: bool, is_sure: bool,
            style: str) -> int:
    """Show words that changed since somebody held them against their source, and ask whether they are right."""
    found = run_confirm.questions(root, wanted)
    if style == "json":
        click.echo(run_confirm.as_json(found))
    if is_listing or not found:
        for each in found if style == "text" else ():
            click.echo(f"{each.shown}\n")
        click.echo(f"{len(found)} open", err=True)
        return ExitCode.WELL
    if not (by and role):
        raise click.UsageError("confirm needs --by NAME and --role ROLE (or --list alone)")
    if is_sure and not wanted:
        raise click.UsageError("confirm --yes needs to be told what: topics, facts or paths")
    right = [each for each in found if not (is_sure and each.is_left_out)
             and _is_confirmed(each.shown, is_sure=is_sure, is_told=style == "text")]
    for path in run_confirm.confirm(root, right, by, role):
        click.echo(path)
    click.echo(f"{len(right)} confirmed, {len(found) - len(right)} open", err=True)
    return ExitCode.WELL


def _is_confirmed(shown: str, *, is_sure: bool, is_told: bool) -> bool:
    """Show one unit, and return whether somebody says that it is right."""
    if is_told:
        click.echo(f"{shown}\n")
    answers = click.Choice(["yes", "no", "skip"])
    return is_sure or click.prompt("right?", type=answers, default="skip", err=True) == "yes"


for command in (compare, desk, translate, new):
    program.add_command(command)


@program.command()
@click.pass_obj
def review(root: Path) -> int:
    """Tell who approved what, whose word is missing, and how the cards stand."""
    for line in run_release.review(root):
        click.echo(line)
    return ExitCode.WELL


@program.command("list")
@click.argument("what", type=click.Choice(["products", "topics", "facts", "formats", "checks"]), default="products")
@click.pass_obj
def list_(root: Path, what: str) -> int:
    """List products, topics, facts, formats or checks."""
    for line in catalogue.listing(root, what):
        click.echo(line)
    return ExitCode.WELL


@program.command()
@click.argument("fact", required=False)
@click.option("--format", "style", type=click.Choice(["text", "json"]), default="text", help="For people or programs.")
@click.pass_obj
def facts(root: Path, fact: str | None, style: str) -> int:
    """Tell what facts rest on and where they are stated; of one FACT, every page that changes with it."""
    found = provenance.of_one(root, fact) if fact else provenance.of_all(root)
    click.echo(provenance.as_text(found) if style == "text" else provenance.as_json(found))
    return ExitCode.WELL


@program.command()
@click.argument("version")
@click.option("--out", required=True, type=click.Path(exists=True, file_okay=False, path_type=Path),
              help="The folder that imprint --out was given.")
@click.option("--format", "style", type=click.Choice(["text", "json"]), default="text", help="For people or programs.")
def recall(version: str, out: Path, style: str) -> int:
    """Tell which clinics hold products of a VERSION, so that somebody can call them."""
    from pipeline.stages import recall as handed

    found = handed.holdings(out, version)
    if style == "json" or found:
        click.echo(handed.as_text(found) if style == "text" else handed.as_json(found))
    click.echo(f"{len(found)} to call", err=True)
    return ExitCode.WELL


@program.command()
@click.argument("rule")
def explain(rule: str) -> int:
    """Tell what a check looks for, why, and how to mend it."""
    click.echo(catalogue.manual(rule))
    return ExitCode.WELL


@program.command()
@click.pass_obj
def schemas(root: Path) -> int:
    """Write the JSON Schemas of the YAML files, so that editors complete them."""
    from pipeline.stages.schemas import write

    for path in write(root):
        click.echo(path)
    return ExitCode.WELL


@program.command()
@click.pass_obj
def clean(root: Path) -> int:
    """Remove what was built; releases stay."""
    import shutil

    if (root / "build").is_file():
        raise WrongUsage(f"{root / 'build'} is no folder, but has to be one; move it away")
    for path in (root / "build").glob("*"):
        if path.name == "release":
            continue
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:  # a link is removed, what it leads to stays
            path.unlink()
    return ExitCode.WELL
