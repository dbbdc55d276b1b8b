from html import unescape

import pytest

from tests.web.operations.conftest import Serve


@pytest.mark.parametrize("typed", ["M%C3%BCll", "M%FCll", "M%fcll"])
def test_a_question_in_the_encoding_of_old_forms_is_read(serve: Serve, typed: str) -> None:
    for path in ("/", "/suche"):
        answer = serve().get(f"{path}?q={typed}&jahr=")
        assert answer.status_code == 200
        assert "Müll" in unescape(answer.text)


def test_bytes_that_are_no_letters_in_any_encoding_raise_nothing(serve: Serve) -> None:
    assert serve().get("/suche?q=%81%8d%ff%").status_code == 200
