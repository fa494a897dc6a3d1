"""Drawings as drawing programs write them, and how a drawing looks."""

from pathlib import Path
from tempfile import gettempdir

import pypdfium2
from PIL import Image

from pipeline.tools.typesetting import typesetter

INKSCAPE = """<?xml version="1.0" encoding="UTF-8" standalone="no"?>
<!-- Created with Inkscape (http://www.inkscape.org/) -->
<svg width="60mm" height="20mm" viewBox="0 0 60 20" version="1.1" id="svg5" inkscape:version="1.2.2 (b0a8486541)"
   sodipodi:docname="logo.svg" xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape"
   xmlns:sodipodi="http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd" xmlns="http://www.w3.org/2000/svg"
   xmlns:svg="http://www.w3.org/2000/svg" xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
   xmlns:cc="http://creativecommons.org/ns#" xmlns:dc="http://purl.org/dc/elements/1.1/">
  <sodipodi:namedview id="namedview7" pagecolor="#ffffff" bordercolor="#666666" inkscape:zoom="3.7" showgrid="false">
    <inkscape:grid type="xygrid" id="grid1"/>
  </sodipodi:namedview>
  <defs id="defs2">
    <linearGradient inkscape:collect="always" id="linearGradient12"><stop style="stop-color:#000000;" offset="0"/>
    </linearGradient>
  </defs>
  <metadata id="m"><rdf:RDF><cc:Work rdf:about=""><dc:format>image/svg+xml</dc:format></cc:Work></rdf:RDF></metadata>
  <g inkscape:label="Layer 1" inkscape:groupmode="layer" id="layer1" transform="translate(-2,1.5)">
    <path style="color:#000000;font-style:normal;line-height:normal;text-indent:0;display:inline;overflow:visible;\
visibility:visible;opacity:1;isolation:auto;mix-blend-mode:normal;vector-effect:none;fill:#1b4d3e;fill-opacity:1;\
fill-rule:evenodd;stroke:none;stroke-width:0.264583px;stroke-linecap:butt;stroke-linejoin:miter;stroke-opacity:1;\
marker:none;-inkscape-stroke:none;paint-order:normal;stop-color:#000000" d="m 4,2 h 12 v 12 H 4 Z m 3,3 v 6 h 6 V 5 Z"
       id="path1" sodipodi:nodetypes="ccccc" inkscape:connector-curvature="0"/>
    <circle style="fill:#e07a5f;stroke:#3d405b;stroke-width:0.8;stroke-dasharray:1.6, 0.8;stroke-dashoffset:0" id="c"
       cx="26" cy="8" r="6"/>
    <path style="fill:none;stroke:#3d405b;stroke-width:1.2;stroke-linecap:round;stroke-linejoin:round;\
stroke-miterlimit:4" d="M 36,14 C 37,4 40,4 41,9 S 45,14 46,4 q 1,-3 3,0 t 3,2 a 3 2 20 1 0 5,3" id="path3"/>
    <rect style="fill:#81b29a" id="r" width="9" height="4" x="36" y="2" ry="1.2" transform="rotate(-8 40 4)"/>
    <g style="display:none"><text id="t"><tspan>notes</tspan></text></g>
  </g>
  <g id="g9" style="fill:#f2cc8f;stroke-width:0;stroke:#000000"><ellipse cx="52" cy="14.5" rx="5" ry="2.5" id="e"/>
    <polygon points="44,18 47,13 50,18" id="p" /></g>
</svg>
"""
ILLUSTRATOR = """<?xml version="1.0" encoding="utf-8"?>
<!-- Generator: Adobe Illustrator 27.0.0, SVG Export Plug-In . SVG Version: 6.00 Build 0)  -->
<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">
<svg version="1.1" id="Layer_1" xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" x="0px"
\t y="0px" viewBox="0 0 120 40" style="enable-background:new 0 0 120 40;" xml:space="preserve">
<style type="text/css">
\t.st0{fill:#FFFFFF;}
\t.st1{fill-rule:evenodd;clip-rule:evenodd;fill:#005EB8;}
\t.st2, .st3 {fill:none;stroke:#41B6E6;stroke-width:3;stroke-miterlimit:10;}
\t.st3 { stroke-linecap: round }
</style>
<rect class="st0" width="120" height="40"/>
<g id="Sign_1_">
\t<path class="st1" d="M10.4,8.1c4.1-3.6,11.3-3.6,15.4,0s4.1,9.5,0,13.1L18,28.5l-7.6-7.3C6.3,17.6,6.3,11.7,10.4,8.1z
\t\t M18,10.5c-2.5,0-4.5,2-4.5,4.5s2,4.5,4.5,4.5s4.5-2,4.5-4.5S20.5,10.5,18,10.5z"/>
\t<line class="st2" x1="40" y1="10" x2="100" y2="10"/>
\t<polyline class="st3" points="40,30 60,20 80,30 100.5,19.5 \t"/>
</g>
</svg>
"""


def pixels(drawing: str, width: int = 600) -> Image.Image:
    """Return a drawing as an image in a page shows it."""
    from pipeline.markup.picture_file import SVG, data_uri

    css = f"@page {{ size: {width}px {width}px; margin: 0 }} body {{ margin: 0 }} img {{ width: {width}px }}"
    html = f'<html><body><img src="{data_uri(SVG, drawing.encode())}" alt=""/></body></html>'
    laid_out = typesetter.lay_out(html, css, (), cache=Path(gettempdir()), variant="pdf/a-2b")
    content = typesetter.write_pdf(laid_out, variant="pdf/a-2b", identifier="drawing").content
    with pypdfium2.PdfDocument(content) as pdf:
        return pdf[0].render(scale=96 / 72).to_pil().convert("RGB")
