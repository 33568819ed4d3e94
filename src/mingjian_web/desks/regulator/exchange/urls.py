"""Addresses of imports, exports, corrections and the versions of a row."""

from django.urls import path

from mingjian_web.desks.regulator.exchange import act_views, row_views, views

patterns = [
    path("imports/", views.imports, name="imports"),
    path("imports/export/", views.export, name="export"),
    path("imports/template.xlsx", views.template, name="import-template"),
    path("imports/<int:number>/", views.import_, name="import"),
    path("imports/<int:number>/progress/", views.progress, name="import-progress"),
    path("imports/<int:number>/marked.xlsx", views.marked, name="import-marked"),
    path("imports/<int:number>/confirm/", act_views.confirm, name="import-confirm"),
    path("imports/<int:number>/refuse/", act_views.refuse, name="import-refuse"),
    path("imports/<int:number>/again/", act_views.again, name="import-again"),
    path("imports/<int:number>/undo/", act_views.undo, name="import-undo"),
    path("correct/<str:table>/", row_views.add, name="correct-new"),
    path("correct/<str:table>/<int:row>/", row_views.correct, name="correct"),
    path("correct/<str:table>/<int:row>/end/", row_views.end, name="correct-end"),
    path("rows/<str:table>/<int:row>/", row_views.history, name="row-history"),
]
