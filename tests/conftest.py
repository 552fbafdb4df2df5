from hypothesis import settings

pytest_plugins = [
    "tests.support.browser",
    "tests.support.calendars",
    "tests.support.databases",
    "tests.support.practice",
]

# How long one example takes depends on what else the machine does, and says nothing of the rule.
settings.register_profile("house", deadline=None)
settings.load_profile("house")
