"""A picture made of pixels cannot be used: broken, or of a kind whose colours nobody can tell.

PNG and JPEG in RGB or grey are converted for each product: to CMYK with the channel's profile for a press, to sRGB
for screens. A CMYK picture was made for one press and one paper, and would be wrong on any other; TIFF is dropped by
typesetters without a word; a picture that is transparent would show another ground in each product.
"""

from pipeline.model.finding import Findings, Place, error
from pipeline.model.source_files import is_picture
from pipeline.model.source_tree import SourceTree
from pipeline.tools.pictures import images


def check(tree: SourceTree) -> Findings:
    for path, file in tree.files.items():
        fault = images.fault(file.content) if is_picture(path) else None
        if fault:
            yield error(Place(path), f"the picture {fault}",
                        why="a product would show it in wrong colours, or not at all",
                        fix="save it again as PNG or JPEG, in RGB or grey, 8 bits a colour, nothing transparent")
