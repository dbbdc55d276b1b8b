import math

import pytest

from corpus.accounts.accounts import Role
from corpus.place import Position
from corpus.places.areas import load_places
from corpus.places.geometry import metres
from tests.web.pages.reading import page
from tests.web.staff import SignIn
from web.pages.maps import KM, WIDTH, Map, Projection, draw

NORTH, SOUTH = Position(51.530, 6.850), Position(51.470, 6.870)


@pytest.fixture(scope="module")
def picture() -> Map:
    drawn = draw((), load_places(), [("1", NORTH), ("2", SOUTH)])
    assert drawn
    return drawn


def test_a_map_has_a_scale_that_is_as_long_as_it_says(picture: Map) -> None:
    first, second = picture.markers
    drawn = math.dist((first.x, first.y), (second.x, second.y))
    number, unit = picture.scale.text.split()
    said = int(number) * (KM if unit == "km" else 1)
    assert picture.scale.length / drawn * metres(NORTH, SOUTH) == pytest.approx(said, rel=0.02)
    assert WIDTH / 12 < picture.scale.length < WIDTH / 3


@pytest.mark.parametrize(
    ("apart", "text"), [(0.0001, "500 m"), (0.06, "1 km"), (0.3, "5 km"), (0.6, "10 km")]
)
def test_a_scale_grows_with_what_a_map_shows(apart: float, text: str) -> None:
    shown = Projection([NORTH, Position(NORTH.latitude + apart, NORTH.longitude + apart)])
    assert shown.scale().text == text


def test_without_borders_the_names_of_areas_stand_around_the_places_and_not_on_the_scale(
    picture: Map,
) -> None:
    assert picture.patches == ()
    assert len(picture.labels) >= 5
    over = [
        one for one in picture.labels if one.y > picture.height - 24 and one.x < picture.scale.length + 30
    ]
    assert over == []


def test_a_map_without_borders_says_so_and_tells_editors_who_can_import_them(sign_in: SignIn) -> None:
    told = "Die Grenzen der Gebiete fehlen hier. Jeder Name steht ungefähr in der Mitte seines Gebiets."
    who = "Der Betrieb kann sie einspielen."
    both = (sign_in(), sign_in(Role.EDITOR))
    shown = [page(one, "/hilfe?q=Schulden").select("figcaption")[0].get_text() for one in both]
    assert [told in one for one in shown] == [True, True]
    assert [who in one for one in shown] == [False, True]
