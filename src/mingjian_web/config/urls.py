"""One address for all: the public desk at `/`, the others under their names; English under `/en/`."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

from mingjian_web.desks.shared.urls import outside_languages

urlpatterns = [
    *outside_languages,
    *i18n_patterns(
        path("regulator/", include("mingjian_web.desks.regulator.urls")),
        path("institution/", include("mingjian_web.desks.institution.urls")),
        path("", include("mingjian_web.desks.shared.urls")),
        path("", include("mingjian_web.desks.public.urls")),
        prefix_default_language=False,
    ),
]
handler400 = "mingjian_web.desks.shared.views.bad_request"
handler403 = "mingjian_web.desks.shared.views.forbidden"
handler404 = "mingjian_web.desks.shared.views.not_found"
handler500 = "mingjian_web.desks.shared.views.server_error"
