"""Measures, run by hand with `make bench`; each module has `measure()`, which returns rows."""
