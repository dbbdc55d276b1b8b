from assistant.suggestions import completions, phrases


def test_headings_become_phrases_without_numbering_each_once() -> None:
    headings = ["3 Alleinerziehende", "5.2 Einkommen", "Alleinerziehende", "2023", "Ab", "A. Ziele", "x" * 61]
    assert phrases(headings) == ["Alleinerziehende", "Einkommen", "Ziele"]


def test_what_is_typed_is_completed_from_the_beginning_of_a_word() -> None:
    known = ["Armut im Alter", "Alter und Pflege", "Gehalt", "Altersarmut"]
    assert completions(known, " ALT ") == ["Alter und Pflege", "Altersarmut", "Armut im Alter"]
    assert completions(known, "alter  und") == ["Alter und Pflege"]
    assert completions(known, "x") == []
    assert len(completions([f"Alter {n}" for n in range(50)], "alt")) == 8
