"""Names of invented people, clients and projects, each always the same."""

from __future__ import annotations

from functools import cache

from mingjian_web.demo.province.stock import chance, shelf


@cache
def person_name(id_: str) -> str:
    """The name of the person: the one that names.yaml gives, else one from its stock; two may share one by chance."""
    words = shelf("names.yaml")
    if id_ in words["people"]:
        return str(words["people"][id_])
    luck = chance("name", id_)
    surname = luck.choice(words["surnames"])
    if not luck.randrange(len(words["given_single"])):
        return f"{surname}{luck.choice(words['given_single'])}"
    first, last = luck.choice(words["given_first"]), luck.choice(words["given_last"])
    return f"{surname}{first}{last if last != first else luck.choice(words['given_single'])}"


@cache
def client_name(scope: str, place: int, id_: str, town: str) -> str:
    """The name of the client at that place in the stock of its scope: town, stem, trade."""
    words = shelf("names.yaml")
    if id_ in words["named_clients"]:
        return str(words["named_clients"][id_])
    luck = chance("client", id_)
    stem = luck.choice(words["client_first"]) + luck.choice(words["client_second"])
    trades = words["clients"][scope]["trades"]
    return f"{town}{stem}{trades[place % len(trades)]}"


def project_name(client: str, scope: str, kind: str, project: str) -> str:
    """What the project is called on its papers: client, plant, kind of evaluation."""
    words = shelf("names.yaml")
    plant = chance("plant", project).choice(words["clients"][scope]["plants"])
    return f"{client}{plant}{words['kinds'][kind]}"
