"""A digit is found whatever kind of picture it comes in and however it is lit, and comes out in the form MNIST has.

The measure is the same digit given plainly: drawn large, white on black. MNIST, where it is there, judges the whole.
"""

import io

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFilter

from autoencoders.digits.picture import NotAPicture, NothingDrawn, digit_from_drawing, digit_from_picture
from autoencoders.digits.synthetic import draw_digits

SIDE = 300


def large(image, side=SIDE, digit=180, corner=(70, 50)):
    """A 28 × 28 uint8 digit drawn `digit` pixels large into a black picture."""
    picture = Image.new("L", (side, side))
    picture.paste(Image.fromarray(image).resize((digit, digit), Image.Resampling.BICUBIC), corner)
    return picture


def likeness(one, other, reach=1):
    """The correlation, where the one may lie a pixel beside the other: the centre of mass is rounded to a pixel."""
    one, other = one[..., 0], np.pad(other[..., 0], reach)
    moved = [other[y : y + 28, x : x + 28] for y in range(2 * reach + 1) for x in range(2 * reach + 1)]
    return max(float(np.corrcoef(one.ravel(), place.ravel())[0, 1]) for place in moved)


@pytest.fixture(scope="module")
def digits():
    images, labels = draw_digits(300, np.random.default_rng(11))
    first = [int(np.flatnonzero(labels == digit)[0]) for digit in range(10)]
    return images[first, :, :, 0]


@pytest.fixture(scope="module", params=range(10))
def ink(request, digits):
    """Each of the ten digits, large, white on black."""
    return large(digits[request.param])


@pytest.fixture(scope="module")
def plain(ink):
    return digit_from_picture(ink).image


def saved(image, kind, **options):
    file = io.BytesIO()
    image.save(file, kind, **options)
    return file.getvalue()


def inverted(ink):
    return Image.fromarray(255 - np.asarray(ink))


def on_transparent(ink, colour):
    picture = Image.new("RGBA", ink.size, (*colour, 0))
    picture.putalpha(ink)
    return picture


def transparent_palette(ink):
    paletted = ink.point(lambda value: value // 64).convert("P")
    paletted.putpalette([0, 0, 0, 90, 0, 0, 170, 0, 0, 255, 0, 0])
    return saved(paletted, "PNG", transparency=bytes([0, 85, 170, 255]))


def rotated(orientation, transpose):
    def picture(ink):
        exif = Image.Exif()
        exif[0x0112] = orientation
        return saved(inverted(ink).transpose(transpose), "JPEG", exif=exif, quality=95)

    return picture


def animated(ink):
    return saved(ink, "GIF", save_all=True, append_images=[Image.new("L", ink.size, 255), ink.rotate(90)], duration=50)


def colours(ink, paper, pen):
    return Image.composite(Image.new("RGB", ink.size, pen), Image.new("RGB", ink.size, paper), ink)


def rounded_card(ink):
    """White paper, black ink and transparent corners, as a cut-out photograph has."""
    shape = Image.new("L", ink.size)
    ImageDraw.Draw(shape).rounded_rectangle((0, 0, SIDE - 1, SIDE - 1), 40, fill=255)
    card = inverted(ink).convert("RGBA")
    card.putalpha(shape)
    return card


def scale(ink, dtype, top):
    return (np.asarray(ink) / 255 * top).astype(dtype)


KINDS = {
    "dark on light": inverted,
    "black and white": lambda ink: ink.point(lambda value: 255 * (value > 127)).convert("1"),
    "RGB": lambda ink: ink.convert("RGB"),
    "CMYK": lambda ink: inverted(ink).convert("CMYK"),
    "YCbCr": lambda ink: ink.convert("YCbCr"),
    "HSV": lambda ink: ink.convert("HSV"),
    "LA": lambda ink: inverted(ink).convert("LA"),
    "palette": lambda ink: saved(inverted(ink).convert("P"), "PNG"),
    "transparent palette": transparent_palette,
    "grey with a transparent colour": lambda ink: saved(ink.point(lambda v: v // 2 + 100), "PNG", transparency=100),
    "black ink on transparency": lambda ink: on_transparent(ink, (0, 0, 0)),
    "white ink on transparency": lambda ink: on_transparent(ink, (255, 255, 255)),
    "red ink on transparency": lambda ink: saved(on_transparent(ink, (220, 30, 30)), "WEBP", lossless=True),
    "faint ink on transparency": lambda ink: on_transparent(ink.point(lambda value: value // 3), (0, 0, 255)),
    "half transparent all over": lambda ink: Image.merge(
        "RGBA", (*ink.convert("RGB").split(), ink.point(lambda _: 128))
    ),
    "transparent corners": rounded_card,
    "red on green of the same grey": lambda ink: colours(ink, (0, 118, 0), (232, 0, 0)),
    "yellow on white": lambda ink: colours(ink, (255, 255, 255), (250, 230, 40)),
    "16 bits": lambda ink: Image.fromarray(scale(ink, np.uint16, 65535)),
    "16 bits in a PNG": lambda ink: saved(Image.fromarray(scale(ink, np.uint16, 65535)), "PNG"),
    "12 bits in 16": lambda ink: Image.fromarray(scale(ink, np.uint16, 4095)),
    "32 bits": lambda ink: Image.fromarray(scale(ink, np.int32, 65535)),
    "float mode": lambda ink: Image.fromarray(scale(ink, np.float32, 1)),
    "array": lambda ink: np.asarray(ink),
    "array with a channel": lambda ink: np.asarray(ink)[:, :, None],
    "colour array": lambda ink: np.asarray(ink.convert("RGB")),
    "array with alpha": lambda ink: np.asarray(on_transparent(ink, (255, 255, 255))),
    "array of floats": lambda ink: scale(ink, np.float64, 1),
    "array of half floats": lambda ink: scale(ink, np.float16, 1),
    "array of bool": lambda ink: np.asarray(ink) > 127,
    "array of uint16": lambda ink: scale(ink, np.uint16, 65535),
    "colour array of uint16": lambda ink: scale(ink.convert("RGB"), np.uint16, 65535),
    "PNG": lambda ink: saved(ink, "PNG"),
    "JPEG": lambda ink: saved(inverted(ink), "JPEG"),
    "CMYK JPEG": lambda ink: saved(inverted(ink).convert("CMYK"), "JPEG"),
    "WebP": lambda ink: saved(inverted(ink), "WEBP"),
    "GIF": lambda ink: saved(ink, "GIF"),
    "BMP": lambda ink: saved(inverted(ink), "BMP"),
    "first frame": animated,
    "turned left": rotated(6, Image.Transpose.ROTATE_90),
    "turned right": rotated(8, Image.Transpose.ROTATE_270),
    "upside down": rotated(3, Image.Transpose.ROTATE_180),
    "mirrored": rotated(2, Image.Transpose.FLIP_LEFT_RIGHT),
    "flipped": rotated(4, Image.Transpose.FLIP_TOP_BOTTOM),
    "transposed": rotated(5, Image.Transpose.TRANSPOSE),
    "transversed": rotated(7, Image.Transpose.TRANSVERSE),
    "three times as large": lambda ink: inverted(ink).resize((900, 900), Image.Resampling.BICUBIC),
    "a third as large": lambda ink: inverted(ink).resize((100, 100), Image.Resampling.BOX),
    "off the middle": lambda ink: np.pad(np.asarray(ink), ((0, 250), (300, 0))),
    "low contrast": lambda ink: ink.point(lambda value: 120 + value // 8),
    "a bytearray": lambda ink: bytearray(saved(ink, "PNG")),
    "a file": lambda ink: io.BytesIO(saved(ink, "PNG")),
}


HARD_EDGED = {"black and white", "array of bool", "grey with a transparent colour", "a third as large"}


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_picture_gives_the_same_digit(ink, plain, kind):
    assert likeness(digit_from_picture(KINDS[kind](ink)).image, plain) > (0.85 if kind in HARD_EDGED else 0.95)


def light(angle=0.7, depth=0.7):
    """A gradient across the picture."""
    y, x = np.mgrid[-0.5 : 0.5 : SIDE * 1j, -0.5 : 0.5 : SIDE * 1j]
    return 0.65 + depth * 0.6 * (np.cos(angle) * x + np.sin(angle) * y)


def vignette():
    y, x = np.mgrid[-0.5 : 0.5 : SIDE * 1j, -0.5 : 0.5 : SIDE * 1j]
    return 1 - 0.9 * ((x - 0.1) ** 2 + (y + 0.1) ** 2)


def shadow(at=0.1):
    """The straight edge of a shadow right through the picture."""
    y, x = np.mgrid[-0.5 : 0.5 : SIDE * 1j, -0.5 : 0.5 : SIDE * 1j]
    lit = Image.fromarray(np.where(0.9 * x + 0.4 * y > at, 140, 255).astype(np.uint8))
    return np.asarray(lit.filter(ImageFilter.GaussianBlur(4))) / 255


def squared():
    paper = np.ones((SIDE, SIDE))
    paper[::25] = paper[:, ::25] = 0.86
    return paper


def table():
    """Dark wood beyond the left and the upper edge of the sheet."""
    sheet = np.ones((SIDE, SIDE))
    sheet[:, :35] = sheet[:25] = 0.2
    return sheet


LIGHTS = {
    "gradient": lambda: light(),
    "gradient the other way": lambda: light(3.6),
    "vignette": vignette,
    "shadow": shadow,
    "shadow over most": lambda: shadow(-0.15),
    "squared paper": squared,
    "sheet on a table": table,
    "all of it": lambda: light(2.0, 0.4) * shadow() * squared() * table(),
}


@pytest.mark.parametrize("noise", [0, 0.03])
@pytest.mark.parametrize("case", LIGHTS)
def test_a_photograph_gives_the_same_digit(ink, plain, case, noise):
    grain = np.random.default_rng(0).normal(0, noise, (SIDE, SIDE))
    photo = np.clip(0.9 * LIGHTS[case]() * (1 - 0.75 * np.asarray(ink) / 255) + grain, 0, 1)
    found = digit_from_picture(saved(Image.fromarray(np.rint(photo * 255).astype(np.uint8)), "JPEG", quality=90)).image
    assert likeness(found, plain) > 0.85


def test_chalk_on_a_board_gives_the_same_digit(ink, plain):
    grain = np.random.default_rng(0).normal(0, 0.02, (SIDE, SIDE))
    board = np.clip(light() * (0.15 + 0.6 * np.asarray(ink) / 255) + grain, 0, 1)
    assert likeness(digit_from_picture(board).image, plain) > 0.85


def test_specks_and_a_distant_blot_are_left_out(ink, plain):
    spotted = inverted(ink)
    pen = ImageDraw.Draw(spotted)
    for x, y in np.random.default_rng(2).integers(0, SIDE, (40, 2)):
        pen.point((int(x), int(y)), 0)
    pen.ellipse((2, 276, 18, 292), fill=0)
    assert likeness(digit_from_picture(spotted).image, plain) > 0.93


@pytest.mark.parametrize("width", [2, 5, 16, 30])
def test_the_digit_is_centred_fits_its_box_and_is_bright_whatever_the_pen(width):
    canvas = Image.new("L", (280, 280))
    ImageDraw.Draw(canvas).line([(90, 40), (190, 50), (150, 130), (190, 190), (80, 240)], fill=255, width=width)
    image = digit_from_picture(canvas).image
    check_form(image)
    assert np.percentile(image[image > 0.25], 70) > 0.8
    assert 0.04 < image.mean() < 0.3


def check_form(image):
    """MNIST's form: white ink on black, a box of 20, the centre of mass at pixel 14."""
    assert image.shape == (28, 28, 1)
    assert image.dtype == np.float32
    assert image.min() == 0
    assert 0.9 < image.max() <= 1
    grey = image[..., 0]
    for profile in (grey.sum(axis=0), grey.sum(axis=1)):
        assert abs(profile @ np.arange(28) / profile.sum() - 14) < 0.75
    box = max(np.ptp(np.flatnonzero((grey > 0.1).any(axis=axis))) + 1 for axis in (0, 1))
    assert 19 <= box <= 21


def test_ten_digits_come_out_in_form(plain):
    check_form(plain)


STROKES = {
    "the hat of a 5": [[(100, 60), (90, 120), (150, 110), (190, 150), (170, 220), (80, 230)], [(115, 40), (200, 35)]],
    "the second stroke of a 4": [[(80, 40), (60, 140), (160, 140)], [(180, 90), (175, 240)]],
    "the second stroke of a 4 over the rim": [[(80, 20), (60, 140), (160, 140)], [(180, 90), (175, 285)]],
}


@pytest.mark.parametrize("case", STROKES)
def test_separate_strokes_stay(case):
    canvases = [Image.new("L", (280, 280)) for _ in STROKES[case]]
    for canvas, points in zip(canvases, STROKES[case], strict=True):
        ImageDraw.Draw(canvas).line(points, fill=255, width=16, joint="curve")
    both = np.maximum(*map(np.asarray, canvases))
    simply = Image.fromarray(both).crop(Image.fromarray(both).getbbox())
    simply.thumbnail((20, 20), Image.Resampling.BOX)
    expected = Image.new("L", (28, 28))
    expected.paste(simply, (4, 4))
    assert likeness(digit_from_picture(both).image, np.asarray(expected)[:, :, None], reach=6) > 0.8


def test_an_image_in_form_keeps_its_pixels(digits):
    for image in digits:
        found = digit_from_picture(image).image[..., 0]
        np.testing.assert_allclose(found, image / 255, atol=0.13)
        assert np.abs(found - image / 255).mean() < 0.02


def test_mnist_keeps_its_pixels(mnist):
    for image in mnist.test_images[:200]:
        assert np.abs(digit_from_picture(image).image - image / 255).mean() < 0.05


@pytest.mark.parametrize("case", ["plain", "gradient", "shadow", "all of it"])
def test_photographs_of_mnist_are_recognized_like_the_originals(mnist, case):
    """The nearest of 10,000 training digits is right as often for photographs, less a few, as for the originals."""
    count = 150
    known = mnist.train_images[:10_000].reshape(-1, 784).astype(np.float32) / 255
    lighting = LIGHTS[case]() if case in LIGHTS else 1
    rng = np.random.default_rng(5)

    def photo(image):
        ink = np.asarray(large(image[..., 0], corner=tuple(int(v) for v in rng.integers(45, 95, 2))))
        return np.clip(0.9 * lighting * (1 - 0.75 * ink / 255) + rng.normal(0, 0.02, ink.shape), 0, 1)

    def right(images):
        distances = (known**2).sum(axis=1) - 2 * images.reshape(-1, 784) @ known.T
        return (mnist.train_labels[:10_000][distances.argmin(axis=1)] == mnist.test_labels[:count]).mean()

    originals = mnist.test_images[:count]
    found = np.stack([digit_from_picture(photo(image)).image for image in originals])
    assert right(found) > right(originals.astype(np.float32) / 255) - 0.05


def test_the_steps_can_be_shown_in_order(ink):
    digit = digit_from_picture(on_transparent(ink, (255, 0, 0)))
    titles = [step.title for step in digit.steps]
    assert titles == [
        "as given",
        "grey",
        "background removed",
        "cropped to the ink",
        "fitted into 20×20",
        "centred by mass",
    ]
    assert all(step.image.dtype == np.uint8 and step.image.ndim in (2, 3) for step in digit.steps)
    assert digit.steps[0].image.shape == (SIDE, SIDE, 4)
    assert max(digit.steps[4].image.shape) == 20
    np.testing.assert_allclose(digit.steps[5].image / 255, digit.image[..., 0], atol=1 / 255)


def test_what_was_given_is_left_as_it_was(ink):
    array = np.asarray(ink.convert("RGBA")).copy()
    before = array.copy()
    array.flags.writeable = False
    digit_from_picture(array)
    np.testing.assert_array_equal(array, before)


def bars(*places, side=280, width=16):
    """Upright bars at these shares of the width: ink, white on black."""
    ink = np.zeros((side, side), np.uint8)
    for place in places:
        left = round(place * side)
        ink[side // 5 : 4 * side // 5, left : left + width] = 255
    return ink


def columns(image):
    """How many separate groups of columns have ink."""
    inked = image[..., 0].max(axis=0) > 0.5
    return int((np.diff(inked.astype(int), prepend=0) == 1).sum())


@pytest.mark.parametrize("places", [(0.45,), (0.1, 0.6), (0.05, 0.45, 0.85), (0.02, 0.2, 0.9)])
def test_of_a_drawing_no_ink_is_left_out_wherever_it_lies(places):
    assert columns(digit_from_drawing(bars(*places)).image) == len(places)


def test_a_dot_far_from_the_digit_is_part_of_a_drawing():
    ink = bars(0.2)
    ink[250:262, 255:267] = 255
    assert columns(digit_from_drawing(ink).image) == 2
    assert columns(digit_from_picture(ink).image) == 1  # in a photo it is a speck


def test_a_drawn_digit_is_that_of_the_same_picture(ink, plain):
    drawn = digit_from_drawing(np.asarray(ink))
    assert likeness(drawn.image, plain) > 0.93  # of a photo the soft edges are steepened, of a drawing nothing is
    assert drawn.image.max() == pytest.approx(1, abs=0.01)
    assert drawn.left_out is None
    assert digit_from_picture(ink).left_out is None


@pytest.mark.parametrize(
    ("drawing", "fault"),
    [
        (np.zeros((280, 280), np.uint8), NothingDrawn),
        (np.zeros((280, 280, 4), np.uint8), NotAPicture),
        (np.full((280, 280), 2.0), NotAPicture),
        (np.full((280, 280), np.nan), NotAPicture),
        (np.zeros((0, 0)), NotAPicture),
    ],
    ids=["empty", "colours", "range", "nan", "no pixels"],
)
def test_what_is_no_drawing_is_a_sentence(drawing, fault):
    with pytest.raises(fault, match=r"Draw|Give"):
        digit_from_drawing(drawing)


def test_what_is_left_out_of_a_photo_is_told_and_can_be_kept():
    photo = 255 - bars(0.1, 0.6)
    digit = digit_from_picture(photo)
    assert columns(digit.image) == 1
    assert digit.left_out is not None
    assert digit.left_out.sum() == pytest.approx(16 * 168, rel=0.1)
    everything = digit_from_picture(photo, keep_all=True)
    assert columns(everything.image) == 2
    assert everything.left_out is None
