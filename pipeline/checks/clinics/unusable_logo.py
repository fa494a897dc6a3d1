"""The logo of a clinic is missing, cannot be printed as it looks, or nobody says what it shows.

A logo is a PNG in RGB or grey without transparent places, or a drawing (SVG) as source/README.md tells: flat shapes in
flat colours, words as paths. It lies beside the list or in a folder below it; on the desk it is dropped with the list,
under a file name of its own. `logo_text` says it in words, to those who listen to the page.
"""

from pipeline.model.clinic_list import ClinicList
from pipeline.model.finding import Findings


def check(clinics: ClinicList) -> Findings:
    """Yield one finding for each logo that cannot be used or has no words."""
    faults = clinics.known.logo_faults
    for row, _, cell in clinics.cells("logo"):
        if cell.text in faults:
            yield clinics.fault(row, cell, f"the logo “{cell.text}” {faults[cell.text]}",
                                why="the page would show a blank, or other colours",
                                fix=f"save it as PNG in RGB, nothing transparent, {clinics.known.logos_lie}")
        elif not clinics.said(row, "logo_text"):
            yield clinics.fault(row, clinics.cell(row, "logo_text"), "the logo has no words (column logo_text)",
                                why="those who listen to the page would not know what is there",
                                fix="write what the logo shows, mostly the clinic's name")
