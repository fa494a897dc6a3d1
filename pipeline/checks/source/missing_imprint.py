"""There is no imprint with the id `default`.

It is the one that hands the guide out where no clinic is named. Add source/imprints/default.yaml.
"""

from pipeline.model.finding import Findings, Place, error
from pipeline.model.publication import Source


def check(source: Source) -> Findings:
    if "default" not in source.publication.imprints:
        yield error(Place("source/imprints/default.yaml"), "there is no imprint “default”",
                    why="every product is made for it", fix="add the file with “id: default”")
