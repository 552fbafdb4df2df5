from tests.support.survey_scene import anywhere, scene

__all__ = ["anywhere", "scene"]
