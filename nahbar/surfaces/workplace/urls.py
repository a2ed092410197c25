"""Addresses of the workplace."""

from django.urls import URLPattern, URLResolver

app_name = "workplace"
urlpatterns: list[URLPattern | URLResolver] = []
