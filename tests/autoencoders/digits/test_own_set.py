"""The visitor's own data: what is read, how it is split, and one sentence for everything else."""

import io
import struct
import zipfile

import numpy as np
import pytest
from PIL import Image

from autoencoders.digits import own_set
from autoencoders.digits.own_set import read_upload
from autoencoders.digits.picture import digit_from_picture
from autoencoders.digits.uploaded import UploadError


def zipped(members, method=zipfile.ZIP_DEFLATED):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def npz(**arrays):
    buffer = io.BytesIO()
    np.savez_compressed(buffer, **arrays)
    return buffer.getvalue()


@pytest.fixture(scope="module")
def digits(synthetic):
    return synthetic.test_images[:40], synthetic.test_labels[:40]


@pytest.fixture(scope="module")
def pngs(digits):
    contents = []
    for image in digits[0]:
        buffer = io.BytesIO()
        Image.fromarray(image[..., 0]).save(buffer, "PNG")
        contents.append(buffer.getvalue())
    return contents


def test_a_zip_with_folders_named_by_class_gives_labels(pngs, digits):
    told: list[float] = []
    data = zipped({f"mine/{label}/{i}.png": png for i, (png, label) in enumerate(zip(pngs, digits[1], strict=True))})
    read = read_upload(data, told.append)
    assert read.labelled
    assert (len(read.dataset.train_images), len(read.dataset.test_images)) == (32, 8)
    labels = np.concatenate([read.dataset.train_labels, read.dataset.test_labels])
    np.testing.assert_array_equal(np.sort(labels), np.sort(digits[1]))
    assert told == sorted(told)
    assert told[-1] == 1.0
    assert "40 pictures, labels 0 to 9: 32 to train, 8 to test" in read.words


def test_without_such_folders_there_are_no_labels_and_what_is_no_picture_is_passed_over(pngs):
    members = {f"a/b/../c{i}.PNG": png for i, png in enumerate(pngs)}
    members |= {
        "../../etc/passwd": "x",
        "notes.txt": "x",
        "__MACOSX/c1.png": "x",
        ".hidden.png": "x",
        "broken.png": "x",
    }
    read = read_upload(zipped(members))
    assert not read.labelled
    assert "40 pictures; 1 could not be read, the first is broken.png: This file is not a PNG" in read.words
    assert read.dataset.train_images.shape[1:] == (28, 28, 1)


@pytest.mark.parametrize("form", ["uint8", "floats", "with a channel", "x and y"])
def test_an_npz_of_images_is_split(form, digits):
    images, labels = digits[0][..., 0], digits[1]
    arrays = {
        "uint8": {"images": images, "labels": labels},
        "floats": {"images": images / 255, "labels": labels.astype(int)},
        "with a channel": {"images": images[..., None], "labels": labels},
        "x and y": {"x": images, "y": labels},
    }[form]
    read = read_upload(npz(**arrays))
    assert read.labelled
    both = np.concatenate([read.dataset.train_images, read.dataset.test_images])
    assert both.dtype == np.uint8
    assert sorted(image.tobytes() for image in both) == sorted(image.tobytes() for image in digits[0])


def test_an_npz_as_mnist_has_it_keeps_its_own_split(digits):
    images, labels = digits[0][..., 0], digits[1]
    read = read_upload(npz(x_train=images[:30], y_train=labels[:30], x_test=images[30:], y_test=labels[30:]))
    np.testing.assert_array_equal(read.dataset.test_images[..., 0], images[30:])
    np.testing.assert_array_equal(read.dataset.train_labels, labels[:30])


def as_png(array):
    buffer = io.BytesIO()
    Image.fromarray(array).save(buffer, "PNG")
    return buffer.getvalue()


def of_folders(count, each=5):
    """A zip of that many folders, the pictures of each of one grey level."""
    levels = range(0, 25 * count, 25)
    return zipped(
        {
            f"all/kind {f}/{i}.png": as_png(np.full((30, 30), level, np.uint8))
            for f, level in enumerate(levels)
            for i in range(each)
        }
    )


def test_any_folders_are_classes_by_their_names():
    read = read_upload(of_folders(5))
    assert read.names == tuple(f"kind {f}" for f in range(5))
    assert read.labelled
    assert not read.are_digits
    assert "25 pictures, 5 classes (kind 0, kind 1, kind 2, kind 3, kind 4)" in read.words
    for images, labels in (
        (read.dataset.train_images, read.dataset.train_labels),
        (read.dataset.test_images, read.dataset.test_labels),
    ):
        np.testing.assert_array_equal(images[:, 3, 3, 0], 25 * labels)


@pytest.mark.parametrize("more", [{}, {"without a folder.png": as_png(np.zeros((30, 30), np.uint8))}])
def test_one_folder_or_not_one_for_all_is_no_class(more):
    members = {f"a{'b' if more else ''}/{i}.png": as_png(np.full((30, 30), i, np.uint8)) for i in range(25)}
    read = read_upload(
        zipped(
            members | ({f"c/{i}.png": as_png(np.zeros((30, 30), np.uint8)) for i in range(3)} if more else {}) | more
        )
    )
    assert (read.names, read.labelled) == ((), False)
    assert "no labels" in read.words


def test_a_digit_is_found_only_where_that_is_asked(pngs):
    data = zipped({f"{i}.png": png for i, png in enumerate(pngs)})
    found = {digit_from_picture(png).image.tobytes() for png in pngs}
    read = read_upload(data, find_digits=True)
    assert {image.astype(np.float32).tobytes() for image in whole(read) / np.float32(255)} <= found | {
        (np.rint(255 * np.frombuffer(each, np.float32).reshape(28, 28, 1)) / 255).astype(np.float32).tobytes()
        for each in found
    }
    assert read.are_digits
    paper = zipped({f"{i}.png": as_png(np.where(np.eye(28), 0, 255).astype(np.uint8)) for i in range(25)})
    np.testing.assert_array_equal(whole(read_upload(paper))[0, ..., 0], np.where(np.eye(28), 0, 255))
    np.testing.assert_array_equal(whole(read_upload(paper, invert=True))[0, ..., 0], np.where(np.eye(28), 255, 0))


def whole(read):
    return np.concatenate([read.dataset.train_images, read.dataset.test_images])


def lying_bomb():
    """A zip whose header says 10 bytes where 50 MB come out."""
    data = bytearray(zipped({"images.npy": b"\0" * 50_000_000}))
    for signature, offset in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        data[data.index(signature) + offset : data.index(signature) + offset + 4] = struct.pack("<I", 10)
    return bytes(data)


def test_a_small_zip_of_large_pictures_is_refused_before_they_are_decoded():
    """A picture of one colour with 12 million pixels has some kB: two thousand of them would be minutes of work."""
    buffer = io.BytesIO()
    Image.new("L", (4000, 3000)).save(buffer, "PNG")
    data = zipped({f"{number:03}.png": buffer.getvalue() for number in range(40)})
    assert len(data) < 2**20
    with pytest.raises(UploadError, match=r"first 26 pictures .* 300 million pixels together"):
        read_upload(data)


def test_a_large_photo_among_the_pictures_is_left_out_with_its_size():
    buffer = io.BytesIO()
    Image.new("L", (5000, 4000)).save(buffer, "JPEG")
    with pytest.raises(UploadError, match=r"5000 × 4000 pixels; at most 16 million"):
        read_upload(zipped({"a.jpg": buffer.getvalue()}))


def locked(data):
    """The same zip with the bit set that says it is encrypted."""
    changed = bytearray(data)
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        changed[changed.index(signature) + offset] |= 1
    return bytes(changed)


BLACK = np.zeros((30, 28, 28), np.uint8)


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (lambda: b"", "neither a .zip of pictures nor an .npz"),
        (lambda: b"hello", "neither a .zip of pictures nor an .npz"),
        (lambda: zipped({"a.png": b"x"})[:40], "damaged"),
        (lambda: zipped({}), "0 readable pictures"),
        (lambda: zipped({f"{i}.png": b"x" for i in range(30)}), "first that could not be read is 0.png"),
        (lambda: zipped({"big.bin": b"\0" * (101 * 2**20)}), "Unpacked, this file would be 101 MB"),
        (lambda: zipped({f"{i}.txt": b"" for i in range(10_001)}), "10,001 parts"),
        (lambda: zipped({f"{i}.png": b"" for i in range(2_001)}), "2,001 pictures; at most 2,000"),
        (lambda: locked(zipped({"1.png": b"x"})), "password"),
        (lying_bomb, "damaged"),
        (lambda: npz(pictures=BLACK), "holds pictures; expected an array named images"),
        (lambda: npz(images=BLACK[:5]), "5 images; a training takes 20"),
        (lambda: npz(images=np.zeros((30, 32, 32), np.uint8)), r"\(30, 32, 32\); expected"),
        (lambda: npz(images=BLACK.astype(np.int64)), "holds int64"),
        (lambda: npz(images=BLACK + 1.5), "floats that all lie in"),
        (lambda: npz(images=np.full((30, 28, 28), np.nan)), "floats that all lie in"),
        (lambda: npz(images=BLACK, labels=np.zeros(3, int)), "labels labels have the shape"),
        (
            lambda: npz(images=BLACK, labels=np.arange(30)),
            "labels go from 0 to 29; at most 10 classes, numbered 0 to 9",
        ),
        (lambda: npz(images=BLACK, labels=np.arange(30) % 2 - 1), "labels go from -1 to 0"),
        (lambda: npz(images=np.zeros((30, 32, 32, 3), np.uint8)), r"\(30, 32, 32, 3\); .* grey levels and no colours"),
        (lambda: of_folders(11), "lie in 11 folders; at most 10 classes"),
        (
            lambda: zipped({f"{i}.png": as_png(np.zeros((2, 3), np.uint8)) for i in range(25)}),
            "3 × 2 pixels, too small",
        ),
        (lambda: zipped({f"{i}.png": as_png(np.full((30, 30, 4), 99, np.uint8)) for i in range(25)}), "transparent in"),
        (lambda: npz(images=np.array([None] * 30)), "damaged"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_everything_else_is_one_sentence(data, sentence):
    with pytest.raises(UploadError, match=sentence) as caught:
        read_upload(data())
    assert "\n" not in str(caught.value)
    assert len(str(caught.value)) < 400


def test_a_file_over_the_limit_is_not_even_opened(monkeypatch):
    monkeypatch.setattr(own_set, "MOST_BYTES", 100)
    with pytest.raises(UploadError, match="at most"):
        read_upload(npz(images=BLACK))
