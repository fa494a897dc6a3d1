"""The checks of a finished web page find each planted fault, and nothing in the real page."""

import pytest

from pipeline.checks.artifact import axe, html_not_valid, html_scrolls_sideways
from pipeline.tools.validators import node
from tests import clinic_files, examiners
from tests.clinic_files import PAGE, artifact, content, found, page
from tests.examiners import examined

SKIP = '<a class="skip" href="#start">'
EXAMINERS = [axe.check, html_not_valid.check, html_scrolls_sideways.check]
NAMES = ["axe", "html-not-valid", "html-scrolls-sideways"]


def test_the_real_page_passes_every_fast_check() -> None:
    assert found(PAGE, content(PAGE)) == []


def test_a_page_that_breaks_off_is_found_at_its_line() -> None:
    (rule, place, _), *_ = found(PAGE, page("</h1>", ""))
    assert rule == "not-well-formed"
    assert place.startswith("build/en/jmml-handout.html: line ")


def test_a_link_that_leads_nowhere_is_found() -> None:
    (rule, place, message), = found(PAGE, page(SKIP, SKIP.replace("start", "nowhere")))
    assert (rule, message) == ("html-link-broken", "“#nowhere” leads nowhere")
    assert place.endswith(f"line {content(PAGE).decode().splitlines().index('<body>') + 2}")


def test_a_name_of_a_box_that_is_not_there_is_found() -> None:
    (rule, _, message), = found(PAGE, page('aria-labelledby="title--glossary"', 'aria-labelledby="title--gloss"'))
    assert (rule, message) == ("html-link-broken", "“#title--gloss” leads nowhere")


def test_two_spots_of_one_name_are_found() -> None:
    (rule, _, message), = found(PAGE, page('<h2 id="title--contents">', '<h2 id="start">').replace(
        b"title--contents", b"start"))
    assert (rule, message) == ("html-link-broken", "“start” names 2 spots")


@pytest.mark.parametrize("planted", [
    '<img src="https://example.org/a.png" alt="a"/>', '<img src="figures/cover.svg" alt="a"/>',
    '<link rel="stylesheet" href="style.css"/>', '<p style="background: url(a.png)">a</p>',
    "<script>run()</script>", '<iframe title="a" src="https://example.org/"></iframe>',
    "<style>@import 'style.css';</style>", '<form action="https://example.org/"></form>',
])
def test_what_is_loaded_or_run_is_found(planted: str) -> None:
    rules = {rule for rule, _, _ in found(PAGE, page(SKIP, planted + SKIP))}
    assert rules == {"html-loads-from-outside"}


def test_a_font_from_outside_is_found() -> None:
    changed = content(PAGE).replace(b"url(\"data:font/woff2;base64,", b"url(\"https://example.org/", 1)
    assert [rule for rule, _, _ in found(PAGE, changed)] == ["html-loads-from-outside"]


@pytest.mark.parametrize("alt", ["", ' alt=""', ' alt=" "'])
def test_a_picture_without_words_is_found(alt: str) -> None:
    text = content(PAGE).decode()
    start = text.index(' alt="')
    told = text[start:text.index("/>", start)]
    assert [rule for rule, _, _ in found(PAGE, text.replace(told, alt, 1).encode())] == ["picture-without-text"]


@pytest.mark.slow
@pytest.mark.parametrize("check", EXAMINERS, ids=NAMES)
def test_an_outside_examiner_finds_nothing_in_the_real_page(check) -> None:
    assert [each.message for each in examined(check, artifact(PAGE))] == []


def test_a_figure_whose_caption_is_heard_too_is_found() -> None:
    planted = content(PAGE).replace(b'<figcaption aria-hidden="true">', b"<figcaption>", 1)
    assert [rule for rule, _, _ in found(PAGE, planted)] == ["figure-heard-again"]


@pytest.mark.slow
def test_the_checker_of_the_w3c_catches_markup_that_is_not_html() -> None:
    planted = page(SKIP, '<div role="no-such-role"><p>a</p></div>' + SKIP)
    (finding,) = examined(html_not_valid.check, artifact(PAGE, planted))
    assert finding.severity == "error"
    assert "no-such-role" in finding.message


@pytest.mark.slow
def test_axe_catches_pale_words_and_a_page_without_a_language() -> None:
    pale = content(PAGE).replace(b"--accent: #f0b183", b"--accent: #5a4030")
    planted = pale.replace(b'<html lang="en" xml:lang="en"', b"<html", 1)
    messages = {each.message.rpartition("(")[2].rstrip(")"): each
                for each in examined(axe.check, artifact(PAGE, planted))}
    assert set(messages) == {"color-contrast", "html-has-lang"}
    assert messages["color-contrast"].message.startswith("in dark")


@pytest.mark.slow
def test_a_box_that_does_not_wrap_is_found_where_it_leaves_the_screen() -> None:
    planted = page(SKIP, f'{SKIP.replace("skip", "past")}a</a><p class="wide" style="width: 60rem">a</p>{SKIP}')
    findings = examined(html_scrolls_sideways.check, artifact(PAGE, planted))
    assert {each.place.detail for each in findings} == {"p.wide"}
    screens = [each.message.partition(",")[0] for each in findings]
    assert screens[0] == "on a screen of 320 pixels"
    assert "on a screen of 640 pixels with letters of twice the size" in screens


@pytest.mark.slow
def test_a_head_as_wide_as_the_window_is_found_beside_a_scroll_bar() -> None:
    """100vw counts the bar, too: where it takes its room from the page, the page scrolls sideways."""
    planted = page("</body>", '<p class="w" style="width: 100vw">a</p></body>')
    findings = examined(html_scrolls_sideways.check, artifact(PAGE, planted))
    assert {each.place.detail for each in findings} == {"p.w"}
    assert any(each.message.startswith("on a screen of 768 pixels, beside a scroll bar") for each in findings)


@pytest.mark.parametrize("check", EXAMINERS, ids=NAMES)
def test_an_examiner_that_is_not_installed_leaves_a_note_with_what_installs_it(check, monkeypatch, tmp_path) -> None:
    monkeypatch.setattr(node, "FOLDER", tmp_path)
    (finding,) = examiners.asked(check, clinic_files.artifact(PAGE))
    assert finding.severity == "note"
    assert "python3 -m pipeline.setup test" in finding.fix
