"""Lays out with WeasyPrint 70, not working out again what it knows: each mend states its gain, and its end.

Gains are shares of the CPU of one handout of 23 pages. The pages are the same, byte for byte.
Upstream numbers are those of WeasyPrint's issues; where none is named, none was found.
"""

import copy
import sys
from collections.abc import Callable
from functools import wraps
from typing import Any


def kept_lines() -> None:
    """Break a text into the same line once a document; gain 0.25 s.

    A page break that is tried and withdrawn, the search for the height of columns and the second pass for page
    numbers lay out the same text in the same width again: three of five lines were known. What is kept belongs to one
    layout, which says all that a line depends on but its text and style. May go when WeasyPrint keeps
    its lines (upstream #578; #1840 would break lines without Pango).
    """
    from weasyprint.layout import inline

    def keep(split: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(split)
        def split_once(text: str, style: Any, context: Any, *settings: Any, **named: Any) -> Any:
            lines = vars(context).setdefault("kept_lines", {})
            key = (text, id(style), *settings, *named.items())
            # The style is kept beside its line, so that no other can get its id.
            kept = lines.get(key) or lines.setdefault(key, (style, split(text, style, context, *settings, **named)))
            layout, *rest = kept[1]
            return (copy.copy(layout), *rest)  # a line is justified and drawn in its own layout object

        return split_once

    replace(inline.split_first_line, keep)


def kept_texts() -> None:
    """Set all texts of a style in one Pango layout; gain 0.03 s.

    WeasyPrint makes a context, a font description and a layout for each piece of text that it measures, and again to
    draw it: 3,100 for 400 styles. Spacing and tabs leave traces in a layout, so texts with any get one of their own.
    May go when WeasyPrint keeps Pango's objects with the style (upstream #578 asks for it).
    """
    from weasyprint.text.ffi import pango
    from weasyprint.text.line_break import Layout

    set_up, let_go = Layout.setup, Layout.deactivate
    if hasattr(set_up, "__wrapped__"):
        return

    @wraps(set_up)
    def take(layout: Any, style: Any) -> None:
        kept = vars(style).pop("free_layout", None)
        if kept is None:
            set_up(layout, style)
        else:
            vars(layout).update(kept)

    @wraps(let_go)
    def put_back(layout: Any) -> None:
        style, setting = layout.style, layout.layout
        has_spaces = style["word_spacing"] or style["letter_spacing"] != "normal" or layout.justification_spacing
        if not (has_spaces or style["overflow_wrap"] != "normal" or "\t" in layout.text):
            pango.pango_layout_set_width(setting, -1)
            pango.pango_layout_set_single_paragraph_mode(setting, False)
            pango.pango_layout_set_ellipsize(setting, 0)
            of_text = ("text", "max_width", "justification_spacing", "first_line_direction")
            kept = {name: value for name, value in vars(layout).items() if name not in of_text}
            vars(style)["free_layout"] = kept | {"first_line_direction": 0}
        let_go(layout)

    Layout.setup, Layout.deactivate = take, put_back


def kept_struts() -> None:
    """Work out the height of an empty line once a style; gain 0.05 s.

    WeasyPrint keeps it under a name of sixteen properties, which it writes anew for each word and line. May go when it
    keeps it with the style.
    """
    from weasyprint.layout import inline

    def keep(work_out: Callable[[Any], Any]) -> Callable[[Any], Any]:
        @wraps(work_out)
        def work_out_once(style: Any) -> Any:
            known = vars(style)
            if "strut" not in known:
                known["strut"] = work_out(style)
            return known["strut"]

        return work_out_once

    replace(inline.strut, keep)


def kept_lengths() -> None:
    """Work out lengths that no percentage touches once a style; gain 0.15 s.

    Margins, paddings, borders and sizes of a box are asked of its style one by one each time it is laid out. A style
    does not change once a box has been laid out with it. May go when WeasyPrint keeps used lengths with the style
    (#2813 made styles shared, so that it could).
    """
    from weasyprint.layout import percent

    def keep(resolve: Callable[[Any, Any], None]) -> Callable[[Any, Any], None]:
        @wraps(resolve)
        def resolve_once(box: Any, containing_block: Any) -> None:
            known = vars(box.style)
            lengths = known.get("used_lengths")
            if lengths is None:
                lengths = known["used_lengths"] = _has_fixed_lengths(box.style) and {}
            if lengths:
                vars(box).update(lengths)
                return
            resolve(box, containing_block)
            if lengths is not False:
                lengths.update({name: getattr(box, name) for name in _USED})

        return resolve_once

    replace(percent.resolve_percentages, keep)


_SIDES = ("top", "right", "bottom", "left")
_LENGTHS = (*(f"margin_{side}" for side in _SIDES), *(f"padding_{side}" for side in _SIDES),
            "width", "min_width", "max_width", "height", "min_height", "max_height")
_USED = (*_LENGTHS, *(f"border_{side}_width" for side in _SIDES))


def _has_fixed_lengths(style: Any) -> bool:
    """Tell whether a box of this style has the same lengths in whatever it stands in."""
    if style["border_collapse"] == "collapse":
        return False
    known = None  # most lengths of a box are the same zero
    for value in map(style.__getitem__, _LENGTHS):
        if value is not known and value != "auto":
            if getattr(value, "unit", None) != "px":
                return False
            known = value
    return True


def direct_styles() -> None:
    """Take a property that no rule sets from the parent or the initial values straight away; gain 0.08 s.

    WeasyPrint walks through all that a rule could have set, for each of 200 properties of each element. May go when
    it asks first whether a rule did.
    """
    from weasyprint.css import INHERITED, INITIAL_NOT_COMPUTED, INITIAL_VALUES, PHYSICAL_FUNCTIONS, ComputedStyle

    search = ComputedStyle.__missing__
    if hasattr(search, "__wrapped__"):
        return
    physical = frozenset(PHYSICAL_FUNCTIONS)
    logical = frozenset(find(block="ttb", inline=inline) for find in PHYSICAL_FUNCTIONS.values()
                        for inline in ("ltr", "rtl"))
    own_way = {name for name in INITIAL_VALUES if name.startswith("text_decoration_")} | {
        "page", "position", "float", "display"}
    inherited = frozenset(INHERITED) - physical - own_way
    initial = frozenset(INITIAL_VALUES) - INHERITED - INITIAL_NOT_COMPUTED - own_way

    @wraps(search)
    def take(style: Any, name: str) -> Any:
        cascaded = style.cascaded
        if name not in cascaded:
            if name in inherited and style.parent_style is not None:
                value = style[name] = style.parent_style[name]
                return value
            if name in initial and (name not in physical or logical.isdisjoint(cascaded)):
                value = style[name] = INITIAL_VALUES[name]
                return value
        return search(style, name)

    ComputedStyle.__missing__ = take


def kept_numbers() -> None:
    """Lay out a page again where the number of another page became known, and only then; gain 0.06.

    WeasyPrint takes the page number of a link's target for that of the link's own page, and forgets which target it
    was (`compute_content_list` uses a name twice), so pages with links are laid out three times: with no
    number, with those known before, with all. Told which target it is, it does so twice; and the number of all pages,
    first known then, is no news to a link that does not print it. May go when WeasyPrint keeps the two apart.
    """
    from weasyprint.css.targets import TargetCollector

    collect, tell = TargetCollector.collect_missing_counters, TargetCollector.cache_target_page_counters
    if hasattr(collect, "__wrapped__"):
        return

    @wraps(collect)
    def collect_by_target(collector: Any, box: Any, token: str, parse: Any, own: Any, by_target: Any) -> None:
        if own and own is by_target.get(None) and len(by_target) == 1:
            asked = _asked_targets(box)
            own, by_target = ([], asked) if asked else (own, by_target)
        collect(collector, box, token, parse, own, by_target)

    @wraps(tell)
    def tell_if_asked(collector: Any, anchor: str, values: Any, *place: Any) -> None:
        item = collector.target_lookup_items.get(anchor)
        known = item.cached_page_counter_values if item else {}
        is_asked = any("pages" in each.missing_target_counters.get(anchor, ())
                       for each in collector.counter_lookup_items.values())
        if known and not is_asked and known | {"pages": None} == values | {"pages": None}:
            known.update(copy.deepcopy(values))
        tell(collector, anchor, values, *place)

    TargetCollector.collect_missing_counters = collect_by_target
    TargetCollector.cache_target_page_counters = tell_if_asked


def _asked_targets(box: Any) -> dict[str, list[str]]:
    """Return the counters that a link prints, by target; empty for content of another kind."""
    asked: dict[str, list[str]] = {}
    for kind, value in box.style["content"]:
        if kind == "target-counter()" and value[0][0] == "attr()" and value[0][1][1] == "string":
            address = box.element.get(value[0][1][0], "")
            if not address.startswith("#"):
                return {}
            asked.setdefault(address[1:], []).append(value[1])
        elif kind != "string":
            return {}
    return asked


def replace(function: Callable[..., Any], make: Callable[[Callable[..., Any]], Callable[..., Any]]) -> None:
    """Put what `make` makes of a function wherever WeasyPrint has imported it, unless that was done before."""
    if hasattr(function, "__kept__"):
        return
    made = make(function)
    vars(made)["__kept__"] = True
    for name, module in list(sys.modules.items()):
        if name.startswith("weasyprint.") and vars(module).get(function.__name__) is function:
            setattr(module, function.__name__, made)
