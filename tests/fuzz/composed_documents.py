"""Whatever an author composes is right in every format, or told at a line of that topic: nothing is silent."""

import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from pipeline import checks, formats
from pipeline.model.artifact import Artifact, Draft
from pipeline.model.finding import Finding, Severity
from pipeline.model.manuscript import Manuscript
from pipeline.model.publication import Source
from pipeline.stages import assemble, compose, load
from tests.composing import topic
from tests.conftest import MINIMAL, ROOT

CONSTRUCTS = ROOT / "tests" / "publications" / "constructs"
#: How many topics a publication has; one run of pandoc reads them all.
TOPICS = 10
#: One format of each kind, as the publication of all constructs has them.
CHANNELS = ("handout", "portal", "ascii", "markdown", "braille", "epub", "web", "word", "handout-a4")
#: What an outside program looks for in a file; a sample of the same constructs is given to these elsewhere.
_OUTSIDE = {"ace", "axe", "epubcheck", "html-not-valid", "html-scrolls-sideways", "parity-glyphs", "verapdf"}
OPENING = """# Topic {name}

::: key-points
- [It takes 1 to 2 months to arrange a transplant.]{{fact=waiting-time}}
- [No other treatment may cure [JMML]{{term=jmml}}: only a transplant from a donor.]{{fact=only-cure}}
:::

## First

[As many as 50 percent of children reach a long-term remission.]{{fact=remission}}

"""
REST = "## Rest\n\nNothing more.\n"


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a publication that has every format and no topics of its own."""
    root = shutil.copytree(MINIMAL, tmp_path_factory.mktemp("composed") / "project")
    pressed = ROOT / "tests" / "publications" / "pressed" / "source" / "channels" / "handout-a4.yaml"
    shutil.copy(pressed, root / "source" / "channels")
    shutil.copytree(CONSTRUCTS / "source" / "channels", root / "source" / "channels", dirs_exist_ok=True)
    shutil.copytree(ROOT / "styles", root / "styles", dirs_exist_ok=True)
    (root / "source/channels/leaflet.yaml").unlink()
    shutil.rmtree(root / "source/en/topics")
    spine = "\n".join(f"  - {name_of(number)}" for number in range(TOPICS))
    identity = root / "source/publication.yaml"
    identity.write_text(identity.read_text("utf-8").split("spine:")[0] + f"spine:\n{spine}\n", "utf-8")
    return root


def name_of(number: int) -> str:
    return f"t-{chr(97 + number)}"


def write(root: Path, texts: list[str]) -> None:
    folder = root / "source/en/topics"
    folder.mkdir(exist_ok=True)
    for number, text in enumerate(texts):
        (folder / f"{name_of(number)}.md").write_text(OPENING.format(name=chr(65 + number)) + text, "utf-8")


def source_of(root: Path, cache: Path) -> Source:
    tree = load.read_tree(root)
    assert [each for each in checks.examine("files", tree) if each.severity is Severity.ERROR] == []
    return Source(tree, load.build_publication(tree, cache, with_places=True))


def manuscripts(source: Source) -> list[Manuscript]:
    return [compose.compose(each) for each in assemble.editions_of(source.publication)]


def drafts(root: Path, source: Source) -> list[Draft]:
    design = load.read_design(root)
    return [Draft(each, formats.find(each.edition.channel.format).render(each, design)) for each in manuscripts(source)]


def finished(draft: Draft) -> Artifact:
    edition = draft.manuscript.edition
    return Artifact(Path(edition.output), edition.output, edition.contract.media_type, draft.rendering.content,
                    draft.manuscript)


def read_back(draft: Draft) -> list[Finding]:
    """Return what all checks but those of outside programs find in a finished product."""
    file = finished(draft)
    due = set(checks.rules_for("artifact", file, "full")) - _OUTSIDE
    return [finding for each in checks.checks_of("artifact") if each.rule in due for finding in checks.ask(each, file)]


def told(findings: list[Finding]) -> set[str]:
    """Return the topics in which an error is told; each is told at its line."""
    errors = [each for each in findings if each.severity is Severity.ERROR]
    nowhere = [each for each in errors if not (each.place.path.startswith("source/en/topics/") and each.place.line)]
    assert list(map(shown, nowhere)) == []
    return {Path(each.place.path).stem for each in errors}


def shown(finding: Finding) -> str:
    return f"{finding.place} {finding.check}: {finding.message}"


def rested(texts: list[str], named: set[str]) -> list[str]:
    return [REST if name_of(number) in named else text for number, text in enumerate(texts)]


@pytest.mark.slow
def test_what_is_composed_is_right_in_every_format_or_told_at_its_line(
    project: Path, tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest,
) -> None:
    cache = tmp_path_factory.mktemp("parsed")
    documents, built = int(request.config.getoption("--documents")), 0

    @settings(max_examples=-(-documents // TOPICS), derandomize=True, deadline=None, database=None,
              phases=(Phase.generate,), suppress_health_check=list(HealthCheck))
    @given(st.lists(topic(), min_size=TOPICS, max_size=TOPICS))
    def holds(texts: list[str]) -> None:
        nonlocal built
        for _ in range(TOPICS):
            write(project, texts)
            source = source_of(project, cache)
            named = told(checks.examine("source", source))
            made = [] if named else drafts(project, source)
            named |= told([each for draft in made for each in checks.examine("draft", draft)])
            if not named:
                break
            texts = rested(texts, named)
        built += sum(text != REST for text in texts)
        assert {each.manuscript.edition.channel.id for each in made} == set(CHANNELS)
        assert [shown(each) for draft in made for each in read_back(draft)] == []

    holds()
    assert built > documents / 3  # else little but refusals was looked at
