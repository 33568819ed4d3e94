"""The institution desk on a host of its own."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

from mingjian_web.config.urls import handler400, handler403, handler404, handler500
from mingjian_web.desks.shared.urls import outside_languages

urlpatterns = [
    *outside_languages,
    *i18n_patterns(
        path("", include("mingjian_web.desks.shared.urls")),
        path("", include("mingjian_web.desks.institution.urls")),
        prefix_default_language=False,
    ),
]
__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]
