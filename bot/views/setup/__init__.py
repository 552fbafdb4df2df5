"""Setting a team up in Slack: each form beside the parser of what it sends back.

An input's block has the name of what it sets, so that a mistake in the data finds its place.
"""
