"""Commands of ring two: `mingjian init` and `mingjian serve`. Found by entry point, never imported from below."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from mingjian.cli import console
from mingjian.terms import BadInput, Text


def register(app: typer.Typer) -> None:
    """Add the commands to the command line."""
    app.command(
        "init",
        help="建立一个省的空系统。 Make an empty system for a province."
        "\n\n例 Example: mingjian init --province heilongjiang",
    )(init)
    app.command(
        "serve",
        help="启动公开网、监管台、机构台；首次启动先建库。 Serve the desks; the first start makes the database."
        "\n\n环境变量 HOST、PORT、MINGJIAN_HOME。 Reads HOST, PORT and MINGJIAN_HOME."
        "\n\n例 Example: PORT=8080 mingjian serve",
    )(serve)


def init(
    province: Annotated[
        str, typer.Option(metavar="PACK", help="省的资料包：heilongjiang 或 lanchuan（演示）。 Which province's pack.")
    ],
) -> None:
    """Prepare the home with a province in it. Raises BadInput for an unknown pack or a home that is taken."""
    from mingjian_web.config import setting_up

    setting_up.init(province)


def serve(
    demo: Annotated[
        bool, typer.Option("--demo", help="空目录时装入演示省。 Load the demonstration province into an empty home.")
    ] = False,
    host: Annotated[str, typer.Option(envvar="HOST", help="监听地址。 The address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(envvar="PORT", help="端口。 The port.", min=1, max=65535)] = 8000,
) -> None:
    """Serve until stopped."""
    from mingjian_web.config import setting_up
    from mingjian_web.config.home import home, prepare, province
    from mingjian_web.config.worker import only_one

    folder = home()
    prepare(folder)
    held = only_one(folder)
    setting_up.ready(folder)
    if province(folder) is None:
        if not demo:
            raise BadInput(
                Text(
                    f"{folder} 还没有省：先 mingjian init --province heilongjiang，或者 mingjian serve --demo 看演示省",
                    f"{folder} has no province yet: mingjian init --province heilongjiang, "
                    "or mingjian serve --demo for the demonstration",
                )
            )
        setting_up.load_demonstration(folder)
    _serve(folder, host, port)
    held.close()


def _serve(folder: Path, host: str, port: int) -> None:
    import socket

    from mingjian_web.config.serving import Desks

    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as wrong:
            raise BadInput(
                Text(
                    f"{host}:{port} 不能监听（{wrong.strerror}）；用 PORT=8080 换一个端口",
                    f"cannot listen on {host}:{port} ({wrong.strerror}); choose another port: PORT=8080",
                )
            ) from wrong
    Desks(host, port, lambda: _say_where(folder, host, port)).run()


def _say_where(folder: Path, host: str, port: int) -> None:
    from django.conf import settings

    hosts = settings.DESK_HOSTS
    shown = "localhost" if host in ("0.0.0.0", "::", "127.0.0.1", "::1") else host  # noqa: S104 - only compared
    base = f"http://{shown}:{port}"
    for desk, path, name in (
        ("public", "/", Text("公开网", "public desk")),
        ("regulator", "/regulator/", Text("监管台", "regulator's desk")),
        ("institution", "/institution/", Text("机构台", "institution's desk")),
    ):
        address = f"{hosts[desk]}/ ← {base}" if desk in hosts else f"{base}{path}"
        console.out(f"{name.both():<32} {address}")
    words = folder / "sign-ins.txt"
    if words.exists():
        console.out(Text(f"首次登录的账号和密码：{words}", f"first sign-ins: {words}").both())
        if sys.stdout.isatty():
            console.out(words.read_text(encoding="utf-8"))
    sys.stdout.flush()
