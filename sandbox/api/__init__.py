"""The Web API; importing a family of methods registers it."""

from sandbox.api import auth, chat, conversations, files, joining, reactions, users, views

__all__ = ["auth", "chat", "conversations", "files", "joining", "reactions", "users", "views"]
