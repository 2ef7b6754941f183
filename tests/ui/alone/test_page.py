"""The page as a file: its size, its letters, what it may fetch, and what it says."""

import base64
import codecs
import hashlib
import re

import numpy as np
import pytest

from ui.alone.digits import mean_image
from ui.alone.facts import LESSONS, SYSTEMS_HERE
from ui.alone.first import BLANK
from ui.alone.left_out import left_out
from ui.model_choice import SIDE_BY_SIDE, STARTERS

MOST_BYTES = 12_000_000


def test_it_is_marked_as_what_it_is_and_not_too_large(lab):
    """By its mark a browser knows UTF-16, against what a server says; nothing in the page says otherwise."""
    data = lab.read_bytes()
    assert data.startswith(codecs.BOM_UTF16_LE + "<!doctype html>".encode("utf-16-le"))
    assert "<meta charset" not in data[:10_000].decode("utf-16")
    assert len(data) <= MOST_BYTES


def test_it_fetches_nothing_and_runs_its_own_script_only(made):
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]+)"', made)
    assert policy
    assert policy[1].startswith("default-src 'none'; script-src 'sha256-")
    assert policy[1].endswith("; base-uri 'none'; form-action 'none'")
    script = re.search(r"<script>(.*?)</script>", made, flags=re.DOTALL)
    assert script
    assert base64.b64encode(hashlib.sha256(script[1].encode()).digest()).decode() in policy[1]
    addresses = re.findall(r"""(?:src|href)=["']([^"']{0,40})""", made)
    assert {each for each in addresses if not each.startswith(("data:", "#"))} == set()


def test_it_has_all_lessons_and_says_what_it_leaves_out(made):
    for lesson in LESSONS:
        assert f"id='tab-{lesson}'" in made
        assert f'id="panel-{lesson}"' in made
    assert "It leaves out what needs the app: training a model live" in made
    assert "data-live='output conv-denoise-100'" in made
    for name, here in (("pca-10", True), ("pca-20", True), ("pca-100", False)):
        assert (f'id="parcel-{name}"' in made) is (f"value='{name}'" in made) is here
    assert "PCA with 100 numbers" in made
    for name in SIDE_BY_SIDE:
        assert f'id="parcel-{name}"' in made
    assert "denoisers with 100 numbers for other damage than the report's" in made


@pytest.mark.parametrize("tag", ["figure", "tr"])
def test_pictures_of_what_is_not_chosen_are_left_to_the_scripts(tag, made):
    rows = re.findall(rf"<{tag}( hidden)? style=((?:(?!</{tag}>).)*)</{tag}>", made, flags=re.DOTALL)
    systems = {row.name for row in SYSTEMS_HERE}
    found = {}
    for hidden, row in rows:
        name = re.search("data-live='output ([^']+)'", row)
        if name and name[1] in systems:
            found[name[1]] = bool(hidden)
            assert (BLANK in row) == bool(hidden)
    assert found == {name: name not in STARTERS for name in systems}


def test_it_leads_to_the_project_where_that_has_an_address():
    assert "<a href='https://example.org/lab'>the project's folder</a>" in left_out("https://example.org/lab")
    assert "For the app, ask whoever gave you this file" in left_out("")
    assert "β other than 0, 1, 4 and 8" in left_out("")


def test_the_mean_image_is_that_of_mnist_where_that_is_not_too(mnist):
    np.testing.assert_array_equal(mean_image(), mnist.train_images.mean(axis=0, dtype=np.float64))
