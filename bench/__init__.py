"""Measurements beside what somebody would take instead. Run them with `make bench`.

Each bench alternates its two subjects A B A B in one run, and each pair gives one ratio: the median
of those, with the lowest and the highest, is what counts. Absolute times belong to one machine and
hour. Nothing here is part of the tests: they only look that the benches run.
"""
