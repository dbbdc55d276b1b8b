from dataclasses import replace
from decimal import Decimal

import pytest

from assistant.figure_matrix import Mean, Need
from assistant.need_words import SIGNS, legend, mean_kind, signed, told

AREAS_ALONE = Mean(Decimal("20.5"), None, 3.0, 6)


def test_wie_die_stadt_is_said_only_of_a_value_that_the_city_prints() -> None:
    assert "Stadt" not in told(Need.LIKE, AREAS_ALONE)
    assert "Mittel der Gebiete" in told(Need.LIKE, AREAS_ALONE)
    assert mean_kind(replace(AREAS_ALONE, areas=3)) == "Mittel von 3 Gebieten, gerechnet"


def test_every_class_has_a_sign_of_its_own_and_words() -> None:
    assert len(set(SIGNS.values())) == len(Need) == len({meaning for _, _, meaning in legend()})


@pytest.mark.parametrize(("value", "text"), [("5.7", "+5,7"), ("-1200.5", "−1.200,5"), ("0.0", "0,0")])
def test_a_distance_has_its_sign(value: str, text: str) -> None:
    assert signed(Decimal(value)) == text
