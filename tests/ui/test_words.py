"""What pages say of limits is what the configuration has."""

import tomllib

from tests.checkout import source
from ui.words import UPLOAD_HELP


def test_the_largest_upload_is_the_one_that_is_named():
    limit = tomllib.loads(source(".streamlit/config.toml"))["server"]["maxUploadSize"]
    assert f"up to {limit} MB" in UPLOAD_HELP
