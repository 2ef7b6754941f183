"""An upload on its way to a data set, beside the page: one at a time on this server. No Streamlit here."""

import threading
from functools import partial

from autoencoders.digits.own_set import UploadedSet, UploadError, read_upload

from ..crowd.errand import Errand, Kind

READING = Kind(
    left="Your data were not read to the end, since the page was closed meanwhile. Give the file once more.",
    failed="This file could not be read, for a reason that lies here and not with you. Give it once more, or another one.",
    told=(UploadError,),
    line=threading.Lock(),
)
"""The largest takes a minute of one core, and pages need theirs."""


def reading(data: bytes) -> Errand[UploadedSet]:
    """The file is being read."""
    return Errand(partial(read_upload, data), READING)
