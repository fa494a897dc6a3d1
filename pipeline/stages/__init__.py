"""The steps of a build, one verb each; a step takes data and returns data."""
