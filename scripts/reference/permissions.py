"""docs/reference/permissions.md: who may do what, and who may open which page, both read off the code."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from typing import TYPE_CHECKING

from mingjian.terms import Text
from reference.markdown import Page, beside, bullets, code, heading, page, paragraphs, table

if TYPE_CHECKING:
    from mingjian_web.desks.shared.matrix import Page as Address

YES = "●"
ABOUT = Text(
    "权限和角色写在 `mingjian_web/accounts/permissions.py` 一个文件里；每一页要什么权限写在它的视图上。"
    "本页由二者生成；测试以每种角色走遍每一页，与本页核对。",
    "Permissions and roles stand in one file, `mingjian_web/accounts/permissions.py`; what a page wants stands on its "
    "view. This page is made from both, and a test walks every page as every role against it.",
)
APART = (
    Text(
        "三员分立：系统管理员、安全保密管理员、安全审计员各由一人担任，不兼其他角色，看不到具体事项。",
        "The three administrators are three persons without another role; none of them sees a matter.",
    ),
    Text(
        "管理权和监督权分开：许可岗不办监督，代办也不行。",
        "Licensing and supervision are apart: nobody is on both sides, not by standing in either.",
    ),
    Text("机构的人只有机构的角色。", "An institution's person holds an institution's roles alone."),
)
WHO = {
    "public": Text("公开", "public"),
    "signed": Text("登录即可", "whoever is signed in"),
    "nobody": Text("未写明", "not said"),
}


def pages() -> Iterator[Page]:
    """The one page of permissions."""
    _start_django()
    from mingjian_web.desks.shared.matrix import pages as addresses

    yield page(
        "permissions.md",
        beside(Text("角色、权限与页面", "roles, permissions, pages")),
        paragraphs(ABOUT),
        heading(2, Text("须分开的", "What is kept apart")),
        bullets(beside(one, " ") for one in APART),
        heading(2, Text("角色与权限", "Roles and permissions")),
        _rights(),
        heading(2, Text("页面", "Pages")),
        _addresses(addresses()),
    )


def _rights() -> str:
    from mingjian_web.accounts.permissions import GRANTS, Permission, Role

    head = [Text("权限", "permission"), *(role.label for role in Role)]
    rows = ([_right(one), *(YES if one in GRANTS[role] else "" for role in Role)] for one in Permission)
    return table(head, rows)


def _right(one: object) -> str:
    label: Text = one.label  # type: ignore[attr-defined]
    return f"{beside(label)}<br>{code(str(one))}"


def _addresses(all_pages: list[Address]) -> str:
    head = [Text("页面", "page"), Text("地址", "address"), Text("谁能打开", "who may open it")]
    return table(head, ([code(one.name), code(one.address), _who(one)] for one in all_pages))


def _who(one: Address) -> str:
    from mingjian_web.accounts.permissions import Role

    if one.public:
        return beside(WHO["public"])
    if one.permissions is None:
        return beside(WHO["nobody"])
    if not one.permissions:
        return beside(WHO["signed"])
    return "、".join(role.label.zh for role in Role if one.open_to(role))


def _start_django() -> None:
    """The applications, in a home that holds nothing: the page says what the code says, not what a province holds."""
    from django.apps import apps

    if apps.ready:
        return
    for name in ("MINGJIAN_HOSTS", "MINGJIAN_ALLOWED", "MINGJIAN_HTTPS"):
        os.environ.pop(name, None)
    with tempfile.TemporaryDirectory() as folder:
        os.environ["MINGJIAN_HOME"] = folder
        os.environ["DJANGO_SETTINGS_MODULE"] = "mingjian_web.config.settings"
        import django

        django.setup()
