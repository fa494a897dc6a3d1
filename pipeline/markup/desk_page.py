"""Writes the page of the desk: a form about a clinic beside a preview, and a place for lists. It is for the makers."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

from pipeline.model.clinic_columns import LONGEST
from pipeline.model.clinic_work import ClinicProduct
from pipeline.model.overview import GROUPS, Card

#: Fields of the form: column, what people call it, how many lines, an example.
_FIELDS = (("name", "Name of the clinic", 1, "Valley Clinic"), ("department", "Department or ward", 1, ""),
           ("address", "Address, as on an envelope", 3, "12 Example Street\nSpringfield"),
           ("phones", "Phone numbers, one a line", 3, "Nights: +1 617 555 0100 (20:00 to 8:00)"),
           ("web", "Web page", 1, "https://clinic.example.org"),
           ("languages", "Languages that are spoken there, one a line", 2, "English"),
           ("logo_text", "The logo in words, for those who do not see it", 1, ""))


#: The pages of the desk: address, name.
_PAGES = (("./", "Hand out"), ("watch", "Watch the text"), ("build/report/index.html", "Report"))


def ways(here: str) -> str:
    """Return the links to the pages of the desk."""
    links = "".join(f'<li><a href="{path}"{" aria-current=page" if name == here else ""}>{name}</a></li>'
                    for path, name in _PAGES)
    return f'<nav aria-label="Desk"><ul>{links}</ul></nav>'


def head(title: str) -> str:
    """Return what stands in front of each page's body."""
    return ('<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8">'
            '<meta name="viewport" content="width=device-width, initial-scale=1">'
            f'<meta name="color-scheme" content="light dark"><title>{escape(title)}</title>'
            '<link rel="stylesheet" href="desk.css"><link rel="icon" href="data:,"></head>\n')


def page(title: str, products: Sequence[ClinicProduct], languages: Iterable[str]) -> str:
    """Return the page."""
    heading = f"Hand out: {title}"
    fields = "".join(_field(*each) for each in _FIELDS)
    choice = options((each.output, each) for each in products)
    wanted = "".join(f'<label><input type="checkbox" name="wanted_languages" value={quoteattr(tag)} checked> '
                     f"{escape(tag)}</label> " for tag in languages)
    return f"""{head(heading)}<body><header>{ways("Hand out")}<h1>{escape(heading)}</h1></header>
<main>
<div class="desk"><form id="form" method="post" action="file" novalidate>
{fields}<p><label for="logo">Logo (SVG or PNG)</label><input type="file" id="logo" accept=".svg,.png"></p>
<input type="hidden" name="logo_data" id="logo_data">
<fieldset><legend>Languages of the ZIP</legend>{wanted}</fieldset>
<p><label for="product">Product</label><select id="product" name="product">{choice}</select></p>
<div role="status"><ul id="faults"></ul></div>
<p><button type="submit">Download this product</button>
<button type="submit" formaction="zip">Download all as a ZIP</button></p>
</form>
<div class="preview"><p id="told" role="status">Write the name of the clinic: the page appears here.</p>
<img id="preview" alt="" hidden></div></div>
<section aria-labelledby="list-name"><h2 id="list-name">A list of clinics</h2>
<p id="drop"><label for="list">Drop a list (CSV, XLSX, ODS) and the logos that it names (SVG, PNG), or choose them: each
row is shown, with its faults.</label>
<input type="file" id="list" accept=".csv,.xlsx,.ods,.svg,.png" multiple></p>
<p id="counted" role="status"></p><p id="hand-out-name" hidden><button type="button" id="hand-out"></button></p>
<div id="handed" role="status"></div>
<div class="scroll" role="region" aria-label="Rows of the list" tabindex="0"><table id="rows" hidden>
<caption>Rows of the list</caption><thead></thead><tbody></tbody></table></div></section>
</main><script src="desk.js"></script></body></html>
"""


def _field(name: str, label: str, lines: int, example: str) -> str:
    about = (f'id="{name}" name="{name}" maxlength="{LONGEST[name]}" aria-describedby="{name}-fault" '
             f"placeholder={quoteattr(example)}")
    box = f'<input type="text" {about}>' if lines == 1 else f'<textarea rows="{lines}" {about}></textarea>'
    return f'<p><label for="{name}">{label}</label>{box}<span class="fault" id="{name}-fault"></span></p>\n'


def options(products: Iterable[tuple[str, ClinicProduct | Card]], chosen: str = "") -> str:
    """Return products, by their paths, to choose from, those that clinics print themselves first."""
    told, held = [], list(products)
    for number in sorted(range(len(GROUPS)), key=lambda each: (each == 0, each)):
        of_group = [(path, each) for path, each in held if each.group == number]
        lines = "".join(f"<option value={quoteattr(path)}{' selected' if path == chosen else ''}>"
                        f"{escape(f'{each.name} ({each.language})')}</option>" for path, each in of_group)
        told += [f'<optgroup label="{GROUPS[number]}">{lines}</optgroup>'] if of_group else []
    return "".join(told)


def not_yet() -> str:
    """Return the page that waits until all is laid out that clinics get, and says how far that is."""
    return (f'{head("Hand out")}<body data-waits><header>{ways("Hand out")}<h1>Hand out</h1></header>\n'
            '<main><p id="told" role="status">Getting ready: every product is laid out once. It may take a minute.</p>'
            '</main><script src="desk.js"></script></body></html>\n')


def refusal(faults: Iterable[Mapping[str, str]]) -> str:
    """Return the page that says why a file was not made."""
    rows = "".join(f"<li>{escape(each['message'])}<br>{escape(each['fix'])}</li>" for each in faults)
    return (f'{head("Not made")}<body><main><h1>Not made</h1><ul>{rows}</ul>'
            '<p><a href="./">Back to the form</a></p></main></body></html>\n')


def script() -> bytes:
    """Return the script of the page."""
    return Path(__file__).with_name("desk.js").read_bytes()
