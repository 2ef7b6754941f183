"""How much of what a visitor has uploaded is held in memory: Streamlit would hold all of it until the page is closed.

A page reads a file when it comes and keeps what it made of it, so that the oldest can go. No Streamlit here.
"""

from typing import Any

MOST_BYTES = 64 * 2**20
"""Bytes of one open page: three of the largest files that are taken."""


def bound(uploads: Any) -> None:
    """From now on, of a session's files the oldest go where they are more than `MOST_BYTES`; the last one stays.

    `uploads` is Streamlit's `MemoryUploadedFileManager`: its `file_storage` has a session's files by id, in order.
    """
    add = uploads.add_file

    def add_file(session_id: str, file: Any) -> None:
        add(session_id, file)
        held = dict(uploads.file_storage.get(session_id, {}))
        size = sum(len(each.data) for each in held.values())
        for file_id in list(held)[:-1]:
            if size <= MOST_BYTES:
                break
            size -= len(held[file_id].data)
            uploads.remove_file(session_id, file_id)

    uploads.add_file = add_file
