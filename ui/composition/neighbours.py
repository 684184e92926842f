"""The commune's own network, joined to an opened desk: answering other desks, and asking the named ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desk_app.usecases.office import Office
from ui.composition.exchange import Here
from ui.composition.lane_outbox import LaneCommune, LaneOutbox, LaneSigner, OnStore
from ui.composition.spooling import home_of, spool_of

if TYPE_CHECKING:
    from sync.desk.carrying import Load
    from sync.desk.neighbour_line import NeighbourServer as NeighbourServer
    from sync.desk.neighbour_line import PeerRound as PeerRound

EVERYWHERE = "0.0.0.0"


def round_with_neighbours(office: Office, on_store: OnStore | None = None) -> tuple[PeerRound, ...]:
    """Ask every desk named in the settings for what is lacking here; none named, nothing asked. PeersError."""
    from sync.desk.neighbour_line import peers_in, round_with_peers

    run = on_store or Here()
    peers = peers_in(run(office.store.settings)["lan_peers"])
    commune, signer = LaneCommune(office.store.commune, run), LaneSigner(office.store.signer, run)
    return round_with_peers(commune, signer, peers, office.clock, load=_load(office, run))


def answering(office: Office, on_store: OnStore, port: int, host: str = EVERYWHERE) -> NeighbourServer:
    """Return a server, not yet started, that answers the commune's other desks. OSError where the port is taken."""
    from sync.desk.neighbour_desk import load_for_neighbour, page_for_neighbour
    from sync.desk.neighbour_line import NeighbourServer

    commune, signer = LaneCommune(office.store.commune, on_store), LaneSigner(office.store.signer, on_store)
    load = _load(office, on_store)

    def answer(kind: str, body: bytes) -> bytes | None:
        try:
            if kind == "carry":
                return load_for_neighbour(commune, signer, load, body)
            return page_for_neighbour(commune, signer, body)
        except RuntimeError:
            return None  # the program is closing

    return NeighbourServer(host, port, answer)


def _load(office: Office, run: OnStore) -> Load:
    from sync.desk.carried import CARRIED_FOLDER
    from sync.desk.carrying import Load

    return Load(LaneOutbox(office.store.outbox, run), spool_of(office), home_of(office) / CARRIED_FOLDER)
