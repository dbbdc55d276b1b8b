import pytest

from corpus.directory.phones import read_phones, readable


@pytest.mark.parametrize(
    ("field", "code", "numbers"),
    [
        ("0371 369230\n0371 533450", "", ["+49371369230", "+49371533450"]),
        ("0371  3691415\n01577 6372129", "", ["+493713691415", "+4915776372129"]),
        ("0152 299 975 85     0371 4027854", "", ["+4915229997585", "+493714027854"]),
        (
            "0371 488-8049\n0159 06501248 037200 88291",
            "",
            ["+493714888049", "+4915906501248", "+493720088291"],
        ),
        ("3714004990", "0371", ["+493714004990"]),
        ("43136", "0461", ["+4946143136"]),
        ("0461/852556", "", ["+49461852556"]),
        ("(0 89) 2 33-12345", "", ["+498923312345"]),
    ],
)
def test_dirty_phone_fields_become_numbers(field: str, code: str, numbers: list[str]) -> None:
    assert [phone.number for phone in read_phones(field, code)] == numbers


def test_a_mobile_number_is_known_as_one() -> None:
    assert [phone.kind for phone in read_phones("0176 56707782")] == ["cell"]


def test_what_cannot_be_a_number_stays_as_written() -> None:
    (phone,) = read_phones("siehe Aushang 12")
    assert phone.number == "siehe Aushang 12"
    assert readable(phone) == "siehe Aushang 12"


def test_a_number_is_shown_as_germans_write_it() -> None:
    (phone,) = read_phones("+49 208 8250")
    assert readable(phone) == "0208 8250"


def test_an_empty_field_has_no_numbers() -> None:
    assert read_phones(" \n ") == ()
