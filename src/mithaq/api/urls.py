"""Where the API lies: under /api/, as the node's own addresses include it."""

from django.urls import path

from mithaq.api.service import api

urlpatterns = [path("", api.urls)]
