"""What a sentence calls a role."""

from bot.domain.saying import Saying, says
from bot.domain.team import Role


def called(role: Role) -> Saying:
    """In English as a team file has it, in another language as the forms do."""
    return says(f"mistakes.role.{role.name.lower()}")
