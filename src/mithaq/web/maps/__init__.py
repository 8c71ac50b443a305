"""The one way to draw a map: outlines of Natural Earth, cropped to what is shown, with a table beside.

No tile, no other server, no script. Whether lines between countries are drawn is a setting of each node, and
the default is none: every map of states takes sides somewhere.
"""

from mithaq.web.maps.map import Leg, Map, Place, State, draw, state_name

__all__ = ["Leg", "Map", "Place", "State", "draw", "state_name"]
