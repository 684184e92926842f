"""Every address × role × method is asked, and the answers compared with the one table."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from urllib.parse import quote

import pytest

from sync.desk.exchange import run_round
from sync.district import authorisation
from sync.district.authorisation import ADDRESSES, GIVEN, RIGHTS, Action, Role, Scope
from tests.sync.clocks import WallClock
from tests.sync.fake_outbox import FakeOutbox
from tests.sync.real_district import RealDistrict
from tests.sync.visitor import PASSWORD, Visitor

METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
OPEN, REFUSED, SIGN_IN, NO_METHOD, SIGNED = "open", "refused", "sign in first", "no such method", "signed note"
Seen = dict[tuple[str, Role, str], str]


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RealDistrict]:
    district = RealDistrict(tmp_path_factory.mktemp("district")).start()
    for role in GIVEN:
        district.run("officer", "add", "--name", role.word, "--role", role.value, env={"DISTRICT_PASSWORD": PASSWORD})
    yield district
    assert district.stop() == ""


@pytest.fixture(scope="module")
def addresses(served: RealDistrict) -> dict[str, str]:
    listed = served.inside("addresses")
    names = [address["name"] for address in listed]
    assert len(names) == len(set(names))
    return {address["name"]: address["path"] for address in listed}


@pytest.fixture(scope="module")
def seen(served: RealDistrict, addresses: dict[str, str]) -> Seen:
    found: Seen = {}
    for role in Role:
        visitor = Visitor(served)
        for name, path in sorted(addresses.items(), key=lambda address: address[0] == "sign-out"):
            for method in METHODS:
                if role is not Role.NOBODY and not visitor.is_signed_in():
                    assert visitor.sign_in(name=role.word) == 302
                visitor.ask("GET", "/password" if role is not Role.NOBODY else "/sign-in")
                token = {"X-CSRFToken": visitor.token()}
                found[name, role, method] = _verdict(visitor, visitor.ask(method, path, b"", **token))
        visitor.close()
    return found


def _verdict(visitor: Visitor, status: int) -> str:
    assert status < 500 and visitor.headers is not None
    if status == 405:
        return NO_METHOD
    if "quay-note" in visitor.headers.get("Content-Type", ""):
        return SIGNED
    if (status == 302 and visitor.location().startswith("/sign-in?next=")) or visitor.location() == "/sign-in":
        return SIGN_IN
    return REFUSED if status == 403 else OPEN


def _wanted(address: str, role: Role, method: str, rights: Mapping[Action, Mapping[Role, Scope]]) -> str:
    action = authorisation.action_at(address, method)
    if action is None:
        return NO_METHOD
    if action is Action.SPEAK_AS_DEVICE:
        return SIGNED
    if action is Action.LEAVE:
        return SIGN_IN  # whoever leaves stands at the door
    if role not in rights[action]:
        return SIGN_IN if role is Role.NOBODY else REFUSED
    return OPEN


def test_every_address_has_its_row_and_every_row_its_address(addresses: dict[str, str]) -> None:
    assert set(addresses) == set(ADDRESSES)


def test_every_action_has_its_rights_and_is_done_somewhere() -> None:
    assert set(RIGHTS) == set(Action) == {action for row in ADDRESSES.values() for action in row.values()}


def test_every_address_answers_every_role_and_method_as_the_table_says(seen: Seen) -> None:
    wrong = {place: said for place, said in seen.items() if said != _wanted(*place, RIGHTS)}
    assert wrong == {}
    assert len(seen) == len(ADDRESSES) * len(Role) * len(METHODS)


def test_a_cell_of_the_table_that_is_turned_round_would_be_noticed(seen: Seen) -> None:
    for action in Action:
        if action in (Action.SPEAK_AS_DEVICE, Action.LEAVE):
            continue
        for role in Role:
            row = dict(RIGHTS[action])
            if row.pop(role, None) is None:
                row[role] = Scope.WHOLE
            turned = {**RIGHTS, action: row}
            assert any(said != _wanted(*place, turned) for place, said in seen.items()), (action, role)


def test_what_the_table_does_not_name_is_refused() -> None:
    assert authorisation.action_at("no such address", "GET") is None
    assert authorisation.action_at(None, "GET") is None
    assert authorisation.scope_of(Role.OFFICER, Action.CHANGE_PEOPLE) is None


def test_nobody_who_administers_reads_a_dossier_and_no_inspector_a_name() -> None:
    assert authorisation.scope_of(Role.ADMINISTRATOR, Action.SEE_DOSSIERS) is None
    assert authorisation.scope_of(Role.INSPECTOR, Action.SEE_DOSSIERS) is Scope.NO_NAMES


def test_whoever_may_see_no_names_sees_and_finds_none(served: RealDistrict) -> None:
    outbox = FakeOutbox(seed=140)
    outbox.work(80)
    run_round(outbox, outbox.signer, served.url, served.code(), clock=WallClock())
    names = {facts["name"] for facts in served.dossiers()}
    asked = sorted(names)[:12]
    shown: dict[Role, list[str]] = {Role.OFFICER: [], Role.INSPECTOR: []}
    for role, pages in shown.items():
        visitor = Visitor(served)
        assert visitor.sign_in(name=role.word) == 302
        pages += [visitor.get("/dossiers"), visitor.get("/conflicts"), visitor.get("/desks"), visitor.get("/league")]
        for hub, number in served.rows("SELECT hub, number FROM dossier"):
            pages.append(visitor.get(f"/dossiers/{hub}/{number}"))
        pages += [visitor.get(f"/dossiers?q={quote(word)}") for word in asked]
        visitor.close()
    assert any(name in page for page in shown[Role.OFFICER] for name in names)
    told = [page for page in shown[Role.INSPECTOR][: -len(asked)] for name in names if name in page]
    assert told == []
    found = {role: sum(">0 hồ sơ<" in page for page in pages[-len(asked) :]) for role, pages in shown.items()}
    assert found == {Role.OFFICER: 0, Role.INSPECTOR: len(asked)}


def test_a_refusal_is_written_down(served: RealDistrict, seen: Seen) -> None:
    refused = served.rows("SELECT officer, subject FROM act WHERE deed = 'refused'")
    assert (Role.ADMINISTRATOR.word, "GET /dossiers") in refused
    assert (Role.OFFICER.word, "POST /people") in refused
