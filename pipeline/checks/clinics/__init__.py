"""Checks of a list of clinics."""
