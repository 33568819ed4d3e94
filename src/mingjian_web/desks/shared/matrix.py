"""Every page there is and who may open it, read off the views themselves: for the reference and for the tests."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import URLPattern, URLResolver, get_resolver

from mingjian_web.accounts.permissions import GRANTS, Permission, Role

#: Pages of nobody and everybody: one comes here to become somebody, or to be nobody again.
ANYBODY = frozenset({"shared:sign-in", "shared:sign-out"})
#: Addresses that are no pages: what browsers ask for of themselves.
NO_PAGES = frozenset({"/favicon.ico"})
#: All desks under one address.
ALL_DESKS = "mingjian_web.config.urls"


@dataclass(frozen=True, slots=True)
class Page:
    """A page: its name and address, what its address wants, and who may open it.

    `permissions`: one of them is needed; empty: whoever is signed in; None: the view does not say.
    """

    name: str
    address: str
    parameters: tuple[str, ...]
    public: bool
    permissions: tuple[Permission, ...] | None

    @property
    def guarded(self) -> bool:
        """Whether one has to be signed in."""
        return not self.public and self.permissions is not None

    def open_to(self, role: Role) -> bool:
        """Whether a person with this role alone may open it."""
        if not self.guarded or not self.permissions:
            return True
        return not GRANTS[role].isdisjoint(self.permissions)


def pages(urlconf: str = ALL_DESKS) -> list[Page]:
    """Every page with a name, in the order of names."""
    return sorted(_below(get_resolver(urlconf), "/", ()), key=lambda page: page.name)


def _below(resolver: URLResolver, before: str, spaces: tuple[str, ...]) -> Iterator[Page]:
    for entry in resolver.url_patterns:
        address = before + str(entry.pattern)
        if isinstance(entry, URLResolver):
            inner = (*spaces, entry.namespace) if entry.namespace else spaces
            yield from _below(entry, address, inner)
        elif address not in NO_PAGES:
            yield _page(entry, address, spaces)


def _page(entry: URLPattern, address: str, spaces: tuple[str, ...]) -> Page:
    name = ":".join((*spaces, entry.name or address))
    permissions = getattr(entry.callback, "permissions", None)
    public = getattr(entry.callback, "public", False) or name in ANYBODY
    return Page(name, address, tuple(entry.pattern.converters), public, permissions)
