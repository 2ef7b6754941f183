"""What Streamlit holds of uploads is bounded for each page, held to Streamlit's own manager."""

import pytest
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.uploaded_file_manager import UploadedFileRec

from ui.crowd import uploads


@pytest.fixture
def manager(monkeypatch):
    monkeypatch.setattr(uploads, "MOST_BYTES", 100)
    manager = MemoryUploadedFileManager("/upload")
    uploads.bound(manager)
    return manager


def add(manager, session, name, size):
    manager.add_file(session, UploadedFileRec(name, name, "text/plain", b"x" * size))


def held(manager, session):
    return [file.name for file in manager.get_files(session, [str(n) for n in range(1000)])]


def test_the_oldest_go_and_those_of_others_stay(manager):
    add(manager, "other", "0", 90)
    for number in range(30):
        add(manager, "mine", str(number), 30)
    assert held(manager, "mine") == ["27", "28", "29"]
    assert held(manager, "other") == ["0"]


def test_the_last_one_stays_however_large_it_is(manager):
    add(manager, "mine", "0", 60)
    add(manager, "mine", "1", 300)
    assert held(manager, "mine") == ["1"]
    add(manager, "mine", "2", 100)
    assert held(manager, "mine") == ["2"]
    manager.remove_session_files("mine")
    assert held(manager, "mine") == []
