"""Addresses of the open ledger."""

from django.urls import path

from mingjian_web.desks.public.ledger import views

patterns = [
    path("ledger/", views.ledger, name="ledger"),
    path("ledger/log.jsonl", views.log, name="ledger-log"),
    path("ledger/<int:number>/", views.entry, name="ledger-entry"),
    path("ledger/<int:number>/receipt.json", views.receipt, name="ledger-receipt"),
]
