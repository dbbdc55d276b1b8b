import pytest

from assistant.finding.spelling import readable


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("umbriiiiingen", "umbringen"),
        ("ich will u m b r i n g e n", "ich will umbringen"),
        ("umbring\u0435n", "umbringen"),
        ("le\u200bben", "leben"),
        ("Schulden \udced\x00", "Schulden "),
        ("Schifffahrt", "Schifffahrt"),
        ("SGB III", "SGB III"),
        ("Plan A b c", "Plan A b c"),
        ("борги", "борги"),
        ("zwei\nZeilen", "zwei\nZeilen"),
    ],
)
def test_what_is_hard_to_read_is_read_as_it_is_meant(written: str, meant: str) -> None:
    assert readable(written) == meant
