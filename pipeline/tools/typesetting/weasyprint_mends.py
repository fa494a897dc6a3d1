"""Lists the mends of WeasyPrint 70 that only save time, with the code that each was measured on."""

from collections.abc import Callable, Collection

from pipeline.tools.typesetting import measured, weasyprint_ends, weasyprint_layout
from pipeline.tools.typesetting.measured import Measured

#: Name -> what applies the mend, and what it was measured on.
MENDS: dict[str, tuple[Callable[[], None], Measured]] = {
    "cascade": (weasyprint_ends.kept_cascade, {
        "weasyprint.css:get_all_computed_styles": "e4063ec7d60e70be",
        "weasyprint.css:StyleFor.__init__": "b1e725a7552502aa",
        "weasyprint.document:Document._build_layout_context": "2b072254ab89701b"}),
    "lengths": (weasyprint_layout.kept_lengths, {
        "weasyprint.layout.percent:resolve_percentages": "71673078096fcf87"}),
    "lines": (weasyprint_layout.kept_lines, {"weasyprint.text.line_break:split_first_line": "39ad1016863ca34d"}),
    "numbers": (weasyprint_layout.kept_numbers, {
        "weasyprint.css.targets:TargetCollector.collect_missing_counters": "24ea43be86560c9d",
        "weasyprint.css.targets:TargetCollector.cache_target_page_counters": "501f31c871d4a678",
        "weasyprint.formatting_structure.build:compute_content_list": "3a5674cabd84f48a",
        "weasyprint.layout.page:make_page": "656f183328e8b1b5"}),
    "objects": (weasyprint_ends.kept_objects, {
        "pydyf:PDF.write": "242cd38f92ecd33f", "pydyf:Dictionary.data": "1a6ebf2b6bc6adcb",
        "pydyf:Stream.data": "bdc2bc513f286de7"}),
    "pages": (weasyprint_ends.read_as_xml, {"tinyhtml5.parser:parse": "96cbcbb8fe5ef6e0"}),
    "paths": (weasyprint_ends.kept_paths, {"weasyprint.svg.path:path": "194cd562b8d98251"}),
    "references": (weasyprint_ends.kept_references, {"pydyf:PDF.page_references": "060bf90aad55931b"}),
    "struts": (weasyprint_layout.kept_struts, {"weasyprint.text.line_break:strut": "b57885b70dd08efe"}),
    "styles": (weasyprint_layout.direct_styles, {"weasyprint.css:ComputedStyle.__missing__": "b318d8efc8ac79d7"}),
    "texts": (weasyprint_layout.kept_texts, {
        "weasyprint.text.line_break:Layout.setup": "fb227a55094f41d4",
        "weasyprint.text.line_break:Layout.deactivate": "bfec3ec8406e1c82"}),
}
ALL = frozenset(MENDS)


def mend(names: Collection[str] = ALL) -> None:
    """Have the mends named at work in this process from now on; one that is at work already stays as it is.

    A mend whose place holds other code than was measured is left out: it costs time, the pages are the same.
    """
    for name in sorted(names):
        apply, replaced = MENDS[name]
        if measured.allows(name, replaced):
            apply()
