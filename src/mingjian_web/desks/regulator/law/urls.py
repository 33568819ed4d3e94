"""Addresses of law, calendar and clocks."""

from django.urls import path

from mingjian_web.desks.regulator.law import calendar_views, clock_views, decide_views, enter_views, views

patterns = [
    path("law/", views.law, name="law"),
    path("law/entries/<int:entry>/", decide_views.law_entry, name="law-entry"),
    path("law/entries/<int:entry>/<slug:act>/", decide_views.law_decide, name="law-decide"),
    path("law/papers/<int:pk>/", decide_views.paper, name="law-paper"),
    path("law/<str:concept>/", views.concept, name="law-concept"),
    path("law/<str:concept>/enter/", enter_views.enter, name="law-enter"),
    path("calendar/", calendar_views.calendar, name="calendar"),
    path("calendar/enter-year/", enter_views.enter_year, name="calendar-enter-year"),
    path("calendar/enter-day/", enter_views.enter_day, name="calendar-enter-day"),
    path("calendar/entries/<int:entry>/", decide_views.calendar_entry, name="calendar-entry"),
    path("calendar/entries/<int:entry>/<slug:act>/", decide_views.calendar_decide, name="calendar-decide"),
    path("clocks/moves/", clock_views.moves, name="clock-moves"),
    path("clocks/<str:clock>/", clock_views.clock, name="clock"),
    path("clocks/<str:clock>/certificate.json", clock_views.certificate_json, name="clock-json"),
]
