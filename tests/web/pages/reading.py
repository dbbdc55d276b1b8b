"""Pages as tests read them."""

from bs4 import BeautifulSoup, Tag
from fastapi.testclient import TestClient


def page(client: TestClient, path: str, status: int = 200) -> BeautifulSoup:
    answer = client.get(path, headers={"accept": "text/html"})
    assert answer.status_code == status
    return BeautifulSoup(answer.text, "lxml")


def row(soup: Tag, head: str) -> list[Tag]:
    return next(r for r in soup.select("tbody tr") if r.th and r.th.get_text(strip=True) == head).select("td")
