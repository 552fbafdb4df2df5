"""Thin listeners, a file for each feature: parse, call one use case, reply."""

from slack_bolt.async_app import AsyncApp

from bot.services import Services
from handlers import (
    about_me,
    agenda,
    breaks,
    check_in_agenda,
    check_in_outcomes,
    company,
    day,
    debrief,
    debrief_form,
    errors,
    help,  # noqa: A004 - the feature's name
    home,
    leaving,
    messages,
    preferences,
    results,
    setup,
    setup_forms,
    supervision,
    survey,
    survey_opening,
    talk,
)

# Bolt asks each listener in turn; a survey's answers come many at once, so theirs is the first.
FEATURES = (
    survey,
    survey_opening,
    about_me,
    agenda,
    breaks,
    check_in_agenda,
    check_in_outcomes,
    company,
    day,
    debrief,
    debrief_form,
    errors,
    help,
    home,
    leaving,
    messages,
    preferences,
    results,
    supervision,
    talk,
    setup,
    setup_forms,
)


def register(app: AsyncApp, services: Services) -> None:
    """Attach every feature's listeners."""
    for feature in FEATURES:
        feature.register(app, services)
