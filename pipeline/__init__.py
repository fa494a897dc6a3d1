"""One structured source of medical content, turned into everything a family, a clinic and a print shop hold."""
