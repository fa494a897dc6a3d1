"""What a layout measured without places finds its lines again by its words."""

from pipeline.model.layout import Flow, Foot, LastLine, Layout, PanelFit, Torn, traced
from tests import real_source

PANELS = (PanelFit("flap", 1, 0.0, 3.0),)
LAYOUT = Layout(PANELS, flow=Flow((Foot(1, "What treatment has done so far", True, ""),),
                                  (Torn("box", 1, (1, 2), "no such words are anywhere", ""),),
                                  (LastLine(2, "Every child is dif-", ""),)))


def test_words_lead_to_the_line_at_which_they_stand() -> None:
    flow = traced(LAYOUT, real_source.manuscript("jmml-handout-letter", with_places=True)).flow
    places = [flow.feet[0].at, flow.last_lines[0].at]
    for place, words in zip(places, ("What treatment has done so far", "Every child is different"), strict=True):
        path, line, _ = place.rsplit(":", 2)
        assert words in (real_source.ROOT / path).read_text(encoding="utf-8").splitlines()[int(line) - 1]
    assert flow.torn[0].at == ""


def test_without_places_a_layout_stays_as_it_is() -> None:
    assert traced(LAYOUT, real_source.manuscript("jmml-handout-letter")) == LAYOUT
