import pytest

from web.wording import hours_line


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("Mo-Fr 09:00-12:30", "Mo–Fr 9–12.30 Uhr"),
        ("Mi 10:00-16:00, Fr 09:00-12:00", "Mi 10–16 Uhr, Fr 9–12 Uhr"),
        ("Mo 09:00-12:00,13:00-16:00", "Mo 9–12 Uhr, 13–16 Uhr"),
        ("Di 14:00 – 18:00 Uhr und nach Vereinbarung", "Di 14–18 Uhr und nach Vereinbarung"),
        ("nach Vereinbarung", "nach Vereinbarung"),
        ("", ""),
    ],
)
def test_hours_are_told_as_germans_write_them(written: str, told: str) -> None:
    assert hours_line(written) == told
