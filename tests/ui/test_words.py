"""What pages say of limits is what the configuration has, and what visitors bring is no Markdown."""

import ast
import tomllib

import pytest

from autoencoders.digits import own_set, picture_file
from tests.checkout import PAGES, UI, source, tree
from ui import visit
from ui.stored import model_files
from ui.words import UPLOAD_HELP

LIMITS = {"ui/input/digit.py": picture_file.MOST_BYTES, "ui/train/data.py": own_set.MOST_BYTES}
LIMITS["ui/sidebar.py"] = visit.MOST_BYTES
LIMITS["ui/train/takeaway.py"] = model_files.MOST_BYTES


def test_the_server_takes_what_the_largest_widget_promises_and_the_form_around_it():
    """Streamlit's server looks at the configured number alone, and at the whole request."""
    limit = tomllib.loads(source(".streamlit/config.toml"))["server"]["maxUploadSize"]
    assert limit == max(LIMITS.values()) // 2**20 + 1


@pytest.mark.parametrize("name", [name for name in UI + PAGES if "file_uploader(" in source(name)])
def test_every_widget_names_the_limit_that_its_reader_has(name):
    given = [
        {word.arg: ast.unparse(word.value) for word in node.keywords}
        for node in ast.walk(tree(name))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "file_uploader"
    ]
    assert all(words.get("max_upload_size", "").endswith("MOST_BYTES // 2 ** 20") for words in given)
    assert LIMITS[name] % 2**20 == 0


def test_the_limit_of_a_picture_is_told():
    assert f"up to {picture_file.MOST_BYTES // 2**20} MB" in UPLOAD_HELP
