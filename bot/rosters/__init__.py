"""Rosters from other programs: reading them, and saying who works when."""
