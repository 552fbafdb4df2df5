"""The public holidays of a region, out of the library that knows them."""

import logging
from datetime import date
from functools import lru_cache

REMEMBERED = 64
"""Years of regions; an organisation has few regions, and plans for two years at most at once."""

log = logging.getLogger(__name__)


@lru_cache(maxsize=REMEMBERED)
def public_holidays(region: str, year: int) -> frozenset[date]:
    """Those of an ISO 3166 code such as "CA" or "CA-ON", with the days that stand in for them.

    A region that a newer version of the library no longer has is left with none, and the log
    says so: the rest of the team's plan must not stand still for it.
    """
    from holidays import country_holidays  # noqa: PLC0415 - only where a team has a region

    country, _, part = region.partition("-")
    try:
        return frozenset(country_holidays(country, subdiv=part or None, years=year))
    except NotImplementedError:
        log.warning("A team file names a region whose public holidays are no longer known")
        return frozenset()
