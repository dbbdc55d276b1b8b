"""A page's lines are told apart: headings, lead-ins, list items, sections."""

from assistant.lines import KINDS, lay_out

PAGE = [
    "Wohngeld",
    "Wohngeld ist ein Zuschuss zur Miete.",
    "Sie brauchen diese Unterlagen:",
    "den Mietvertrag",
    "die Nachweise über Ihr Einkommen",
    "Wo stelle ich den Antrag?",
    "Im Rathaus, Schwartzstraße 72, Montag 8:00 bis 12:00 Uhr.",
]


def test_a_list_item_points_to_its_lead_in_and_its_heading() -> None:
    layout = lay_out(PAGE)
    assert layout.lead_ins[3] == layout.lead_ins[4] == 2
    assert layout.headings[4] == 0
    assert layout.headings[6] == 5


def test_a_section_reaches_from_its_heading_to_the_next() -> None:
    layout = lay_out(PAGE)
    assert (layout.starts[6], layout.ends[6]) == (5, 7)
    assert (layout.starts[3], layout.ends[3]) == (0, 5)


def test_addresses_and_hours_are_recognised() -> None:
    kinds = dict(zip(KINDS, lay_out(PAGE).kinds[6], strict=True))
    assert kinds["street"]
    assert kinds["weekday"]
    assert kinds["clock"]
    assert not kinds["mail"]
