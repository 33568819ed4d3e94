"""Addresses of the registers. Keys are opaque and may hold anything, so they come last."""

from django.urls import path

from mingjian_web.desks.regulator.registers import institutions, people, projects, reports, search

patterns = [
    path("search/", search.search, name="search"),
    path("institutions/", institutions.institutions, name="institutions"),
    path("institution-file/<path:key>/", institutions.whole_file, name="institution-file"),
    path("institutions/<path:key>/", institutions.institution, name="institution"),
    path("people/", people.people, name="people"),
    path("people/<path:key>/", people.person, name="person"),
    path("projects/", projects.projects, name="projects"),
    path("projects/<path:key>/", projects.project, name="project"),
    path("reports/", reports.reports, name="reports"),
    path("reports/<path:key>/", reports.report, name="report"),
]
