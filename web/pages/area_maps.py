"""Maps of areas in their imported borders: all of a level by their index, and one with its institutions."""

from collections.abc import Sequence

from assistant.need_words import LEVELS, SIGNS
from assistant.social_index import SocialIndex
from corpus.institution import Institution
from corpus.place import Area
from corpus.places.areas import Places
from corpus.places.geometry import Outline
from web.pages.maps import Map, draw

SHADES = {need: shade for shade, need in enumerate(reversed(list(SIGNS)[:5]))}  # 0 is pale, 4 is deep
INSIDE = 1


def map_of_level(
    areas: Sequence[Area], index: SocialIndex | None, outlines: Sequence[Outline], places: Places
) -> Map | None:
    """The areas of a level, coloured by the class of their index and numbered by its order."""
    ids = {area.id for area in areas}
    drawn = [one for one in outlines if one.area_id in ids]
    ranked = index.areas if index else ()
    middles = {one.area_id: one.inside for one in drawn}
    numbered = [
        (str(place), middles[one.area.id])
        for place, one in enumerate(ranked, start=1)
        if one.area.id in middles
    ]
    shades = {one.area.id: SHADES[LEVELS[one.level]] for one in ranked}
    return draw(drawn, places, numbered, shades, whole=True) if drawn else None


def map_of_area(
    area: Area, there: Sequence[Institution], outlines: Sequence[Outline], places: Places
) -> Map | None:
    """One area with its institutions, numbered as they are listed."""
    drawn = [one for one in outlines if one.area_id == area.id]
    numbered = [(str(n), one.position) for n, one in enumerate(there, start=1) if one.position]
    return draw(drawn, places, numbered, {area.id: INSIDE}, whole=True) if drawn else None
