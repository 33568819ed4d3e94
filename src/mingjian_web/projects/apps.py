"""The chapter as Django knows it."""

from django.apps import AppConfig


class ProjectsConfig(AppConfig):
    """项目."""

    name = "mingjian_web.projects"
    label = "projects"
    default_auto_field = "django.db.models.BigAutoField"
