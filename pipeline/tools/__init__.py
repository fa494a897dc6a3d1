"""The only callers of foreign things; each is imported where it is used."""
