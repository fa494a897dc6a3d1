"""Writes the page that shows a product while its source is written, and what is found in it. It is for the makers."""

from collections.abc import Sequence
from pathlib import Path

from pipeline.markup.desk_page import head, options, ways
from pipeline.model.overview import Card


def page(products: Sequence[Card], chosen: str) -> str:
    """Return the page."""
    choice = options(((each.path, each) for each in products), chosen)
    name = "Watch the text"
    return f"""{head(name)}<body class="watch"><header>{ways(name)}<h1>{name}</h1></header>
<main><form id="choice"><p><label for="product">Product</label><select id="product">{choice}</select></p></form>
<p id="stands" role="status">Looking at the source.</p>
<div class="desk"><div id="view" aria-live="off"></div>
<section aria-labelledby="found-name"><h2 id="found-name">What was found</h2><p id="counted" role="status"></p>
<ul id="found" class="findings"></ul></section></div>
</main><script src="watch.js"></script></body></html>
"""


def script() -> bytes:
    """Return the script of the page."""
    return Path(__file__).with_name("watch.js").read_bytes()
