"""Registers the design system with Django."""

from django.apps import AppConfig


class UiConfig(AppConfig):
    """Templates, tags and static files; no tables."""

    name = "nahbar.surfaces.ui"
    label = "ui"
