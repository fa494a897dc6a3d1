"""Checks of files of source/ before anybody trusts them."""
