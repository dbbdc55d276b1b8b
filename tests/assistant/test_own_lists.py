"""The finder while the city changes its lists of needs and areas."""

import threading
from pathlib import Path

import numpy as np
import numpy.typing as npt

from assistant.finder import Finder
from corpus.catalogue import Catalogue
from corpus.directory.directory import Directory
from corpus.directory.sample import add_sample
from corpus.lists.own import ListKind, OwnLists


class Slow:
    """An encoder that notes what it is asked, and waits before it encodes many words at once."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.may_go_on = threading.Event()
        self.waits = threading.Event()
        self.may_go_on.set()

    def encode_queries(self, texts: list[str]) -> npt.NDArray[np.float32]:
        self.asked += texts
        if "Silberkonto" in texts:
            self.waits.set()
            assert self.may_go_on.wait(30)
        return np.zeros((len(texts), 2), dtype=np.float32)


def directory(folder: Path) -> Directory:
    found = Directory(Catalogue(folder).database)
    add_sample(found)
    return found


def add_word(lists: OwnLists) -> None:
    entries = lists.entries(ListKind.NEEDS)
    entries["situations"][0]["needs"][0]["everyday"].insert(0, "Silberkonto")
    lists.save(ListKind.NEEDS, entries, "Wort ergänzt", "Test")


def test_only_new_words_are_encoded_after_a_change_and_none_where_an_area_changed(tmp_path: Path) -> None:
    places, encoder = directory(tmp_path), Slow()
    finder, lists = Finder(places, encoder), OwnLists(places.database)
    finder.find("")
    encoder.asked.clear()
    add_word(lists)
    assert [one.need.id for one in finder.find("Silberkonto").needs] == ["schuldnerberatung"]
    lists.save(ListKind.AREAS, lists.entries(ListKind.AREAS), "nichts", "Test")
    finder.find("Silberkonto")
    assert encoder.asked.count("Silberkonto") == 3  # once as a new word, and twice as a question
    assert len(encoder.asked) == 3


def test_nobody_waits_while_another_request_takes_a_change_over(tmp_path: Path) -> None:
    places, encoder = directory(tmp_path), Slow()
    finder = Finder(places, encoder)
    finder.find("")
    encoder.may_go_on.clear()
    add_word(OwnLists(places.database))
    first = threading.Thread(target=finder.find, args=("Miete",))
    first.start()
    assert encoder.waits.wait(30)
    assert finder.find("ich will nicht mehr leben").crisis[0].situation == "suicide"
    assert first.is_alive()
    encoder.may_go_on.set()
    first.join(30)
    assert [one.need.id for one in finder.find("Silberkonto").needs] == ["schuldnerberatung"]
