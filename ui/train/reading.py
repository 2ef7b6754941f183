"""An upload on its way to a data set, beside the page: one at a time on this server. No Streamlit here."""

import threading
from collections.abc import Callable
from functools import partial

from autoencoders.digits.own_set import read_upload
from autoencoders.digits.uploaded import UploadedSet, UploadError

from ..crowd.errand import Errand, Kind

READING = Kind(
    left="Your data were not read to the end, since the page was closed meanwhile. Give the file once more.",
    failed="This file could not be read, for a reason that lies here and not with you. Give it once more, or another one.",
    told=(UploadError,),
    line=threading.Lock(),
)
"""The largest takes a minute of one core, and pages need theirs."""


def reading(data: bytes, **how: bool) -> Errand[UploadedSet]:
    """The file is being read, in this way, as `read_upload` takes it."""
    read: Callable[..., UploadedSet] = partial(read_upload, data)
    return Errand(partial(read, **{name: True for name, is_so in how.items() if is_so}), READING)
