"""Live boards: one page on which a duty officer sees a running matter whole; one room a kind.

A room (`room.Room`) says what its kind's board shows; the frame around it is the same for all: the head, the
telephones, the duty log, the one button that stops the matter, and whom that has reached. To add one, copy a
room and enter it here.
"""

from collections.abc import Mapping
from types import MappingProxyType

from mithaq.web.boards.delivery import DELIVERY
from mithaq.web.boards.operation import OPERATION
from mithaq.web.boards.room import Room

ROOMS: Mapping[str, Room] = MappingProxyType({room.kind: room for room in (DELIVERY, OPERATION)})
"""The kinds that have a live board."""

__all__ = ["ROOMS", "Room"]
