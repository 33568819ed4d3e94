"""Addresses of accounts, roles, offices and the trail."""

from django.urls import path

from mingjian_web.desks.regulator.accounts import act_views, office_views, trail_views, views

patterns = [
    path("accounts/", views.accounts, name="accounts"),
    path("accounts/new/", act_views.open_account, name="account-open"),
    path("accounts/<str:key>/", views.account, name="account"),
    path("accounts/<str:key>/<slug:act>/", act_views.act, name="account-act"),
    path("roles/", views.roles, name="roles"),
    path("offices/", office_views.offices, name="offices"),
    path("offices/new/", office_views.new_office, name="office-new"),
    path("offices/<str:key>/", office_views.edit_office, name="office-edit"),
    path("trail/", trail_views.trail, name="trail"),
]
