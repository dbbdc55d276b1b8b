import pytest

from corpus.document import Visibility
from web.errors import InvalidRequest
from web.filters import filters

PUBLIC = (Visibility.PUBLIC,)


@pytest.mark.parametrize(
    ("year", "first", "last"),
    [
        ("2022", 2022, 2022),
        ("2020-2022", 2020, 2022),
        (" 2020 – 2022 ", 2020, 2022),
        ("2022-2020", 2020, 2022),
        ("2020-", 2020, None),
        ("-2020", None, 2020),
    ],
)
def test_a_year_or_a_range_of_years_is_understood(year: str, first: int | None, last: int | None) -> None:
    found = filters(year, None, None, PUBLIC)
    assert (found.first_year, found.last_year) == (first, last)


@pytest.mark.parametrize("year", ["voriges Jahr", "20", "-", "2020-2021-2022", "<script>"])
def test_what_is_no_year_is_refused_with_an_example(year: str) -> None:
    with pytest.raises(InvalidRequest, match=r"2020-2022"):
        filters(year, None, None, PUBLIC)


def test_an_empty_choice_does_not_narrow() -> None:
    assert filters("", [""], [" "], PUBLIC) == filters(None, None, None, PUBLIC)
