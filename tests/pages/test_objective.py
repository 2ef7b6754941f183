"""The lesson on the objective, without a browser: the dial, the cloud, the terms, the missing half, and links."""

import itertools
import re
from typing import cast

import numpy as np
import pytest

import autoencoders as ae
from autoencoders.chance import following, normals
from autoencoders.scores.digit_bill import bill
from ui.objective import words as words

PATH = "pages/objective.py"


def sources(app):
    """The pictures in the page's HTML, in order."""
    return [source for block in app.html for source in re.findall(r"src='([^']+)'", block.value)]


def alts(app):
    return [alt for block in app.html for alt in re.findall(r"alt='([^']+)'", block.value)]


@pytest.fixture
def full_cards(monkeypatch):
    """Every card says what each number costs, whatever the shipped ones say."""

    def card(name):
        fields = dict(ae.card(name))
        costs = [2.0] * 9 + [0.001]
        fields["scores"] = dict(fields["scores"]) | {"kl_per_dimension": costs, "active_units": 9}
        return fields

    monkeypatch.setattr("ui.cached.card", card)


def test_the_dial_changes_numbers_and_pictures_and_compares_with_one(open_page, full_cards):
    app = open_page(PATH)
    assert [metric.label for metric in app.metric][:2] == ["Reconstruction", "KL"]
    at_one, pictures = [metric.value for metric in app.metric], sources(app)
    assert len(pictures) == 3
    app.select_slider(key="beta").set_value("0.5").run()
    assert not app.exception
    assert [metric.value for metric in app.metric][:2] == [
        f"{ae.card('vae-10.beta-0.5')['scores'][key]:.1f}" for key in ("reconstruction", "kl")
    ]
    assert [metric.value for metric in app.metric][:3] != at_one[:3]
    assert app.metric[0].delta.startswith("-")  # a smaller beta, a better reconstruction
    assert len(sources(app)) == 5
    assert {pictures[0], pictures[1], pictures[2]} <= set(sources(app))  # β = 1 stays to compare
    assert len(set(sources(app))) == 5
    assert len(app.get("plotly_chart")) == 2


def test_the_curve_says_every_model_in_words(open_page):
    chart = open_page(PATH).get("plotly_chart")[0]
    for beta in ("0", "0.1", "1", "8"):
        name = "vae-10" if beta == "1" else f"vae-10.beta-{beta}"
        scores = ae.card(name)["scores"]
        assert f"β = {beta}: {scores['reconstruction']:.1f} and {scores['kl']:.1f}" in chart.proto.alt


def test_a_card_without_the_costs_is_a_sentence(open_page, monkeypatch):
    def card(name):
        fields = dict(ae.card(name))
        lean = {
            key: value for key, value in fields["scores"].items() if key not in ("kl_per_dimension", "active_units")
        }
        return fields | {"scores": lean}

    monkeypatch.setattr("ui.cached.card", card)
    app = open_page(PATH, beta="2")
    assert any("does not say what each number costs" in caption.value for caption in app.markdown)
    assert len(app.get("plotly_chart")) == 1


def test_one_missing_model_of_the_sweep_leaves_the_rest(open_page, monkeypatch):
    def card(name):
        if name == "vae-10.beta-4":
            raise ae.WeightsError(f"{name}.safetensors is not here.")
        return ae.card(name)

    monkeypatch.setattr("ui.cached.card", card)
    app = open_page(PATH)
    assert len(app.warning) == 1
    assert app.metric
    app.select_slider(key="beta").set_value("4").run()
    assert not app.exception
    assert not app.metric
    assert any("nothing to show" in note.value for note in app.info)
    app.select_slider(key="beta").set_value("2").run()
    assert app.metric


def test_the_dice_gives_other_samples_and_the_same_digits(open_page):
    app = open_page(PATH)
    before = sources(app)
    app.button(key="roll_seed").click().run()
    assert app.number_input(key="seed").value == following(0, 1000)
    after = sources(app)
    assert after[:2] == before[:2]
    assert after[2] != before[2]
    app.number_input(key="seed").set_value(0).run()
    assert sources(app) == before


def test_the_mean_does_not_depend_on_the_throw_and_a_draw_does(open_page):
    app = open_page(PATH, topic=words.CLOUD, input="Pick", digit="3", number="5")
    drawn = sources(app)
    app.button(key="roll_epsilon").click().run()
    assert app.number_input(key="epsilon").value == following(1, 1000)
    assert sources(app)[-1] != drawn[-1]
    app.segmented_control(key="decoded").set_value("the mean").run()
    mean = sources(app)
    app.number_input(key="epsilon").set_value(1).run()
    assert sources(app)[-1] == mean[-1]
    assert sources(app)[:3] == drawn[:3]  # the walls are draws in either case
    assert not app.exception


def test_without_kl_the_cloud_is_a_point(open_page):
    app = open_page(PATH, topic=words.CLOUD, beta="0", input="Pick")
    draw = sources(app)[-1]
    app.segmented_control(key="decoded").set_value("the mean").run()
    assert sources(app)[-1] == draw


def test_three_clouds_side_by_side_grow_with_beta(open_page):
    """Whatever the dial says, sixteen draws at β = 0, 1 and 8; how much a pixel varies is told, and grows."""
    app = open_page(PATH, topic=words.CLOUD, beta="2", input="Pick")
    found = [re.search(r"at β = (\d): spreads up to ([\d.]+); pixels vary by ([\d.]+)", alt) for alt in alts(app)]
    told = [match.groups() for match in found if match]
    assert [beta for beta, _, _ in told] == ["0", "1", "8"]
    for numbers in zip(*[(float(spread), float(pixels)) for _, spread, pixels in told], strict=True):
        assert list(numbers) == sorted(set(numbers))


def test_the_terms_shown_are_those_of_the_bill(open_page):
    from ui import cached, computed

    app = open_page(PATH, topic=words.TERMS, beta="2", input="Pick", digit="4", number="9", epsilon="3")
    row = computed.rows_of_class()[4][9]
    image = cached.dataset().test_images[row].astype(np.float32) / 255
    epsilon = normals(3, 10).astype(np.float32)
    found = bill(cast("ae.VAE", ae.load("vae-10.beta-2")), image, epsilon)
    shown = "".join(block.value for block in app.html)
    average = ae.card("vae-10.beta-2")["scores"]
    for value in (
        found.reconstruction,
        found.kl,
        found.loss(1),
        found.loss(2),
        average["reconstruction"],
        average["kl"],
    ):
        assert f">{value:.2f}<" in shown
    assert f">{found.kl:.3f}<" in shown
    assert len(app.latex) == 4


@pytest.mark.parametrize("left_out", [None, 1751.25])
def test_the_fold_on_what_is_left_out_has_the_digits_number_and_the_average_once_it_is_measured(
    left_out, open_page, monkeypatch
):
    from ui import cached, computed

    numbers = cached.measured()
    rows = dict(numbers["variants"])
    rows["vae-10"] = {key: value for key, value in rows["vae-10"].items() if key != "log_normaliser"}
    if left_out is not None:
        rows["vae-10"]["log_normaliser"] = left_out
    monkeypatch.setattr("ui.cached.measured", lambda: {**numbers, "variants": rows})
    app = open_page(PATH, topic=words.TERMS, input="Pick", digit="4", number="9", epsilon="3")
    image = cached.dataset().test_images[computed.rows_of_class()[4][9]].astype(np.float32) / 255
    found = bill(cast("ae.VAE", ae.load("vae-10")), image, normals(3, 10).astype(np.float32))
    [fold] = [each for each in app.expander if each.label == words.NOT_NORMALISED]
    assert "Loaiza-Ganem & Cunningham 2019" in fold.markdown[0].value
    [table] = [block.value for block in app.html if "normalised 2 0" in block.value]
    for value in (found.log_normaliser, found.log_normaliser - found.loss(1)):
        assert f">−{value:.2f}<" in table
    assert (">−1751.25<" in table) == (left_out is not None) == ("average of 10,000" in table)


def test_without_the_report_the_fold_has_the_digits_number(open_page, monkeypatch):
    def gone():
        raise ValueError("It is not here.")

    monkeypatch.setattr("ui.cached.measured", gone)
    app = open_page(PATH, topic=words.TERMS)
    assert not app.exception
    assert any("normalised 2 0" in block.value for block in app.html)


def test_the_missing_half_shows_three_trainings_and_splits_the_difference(open_page):
    app = open_page(PATH, topic=words.HALF)
    scores = [ae.card(name)["scores"] for name in ("vae-10", "vae-10.beta-2", "vae-10.assignment")]
    table = app.html[0].value
    for score in scores:
        for key in ("reconstruction", "kl", "negative_elbo"):
            assert f"<td>{score[key]:.1f}</td>" in table
    assert len(sources(app)) == 7
    one, two, report = (score["reconstruction"] for score in scores)
    (sentence,) = [text.value for text in app.markdown if "shorter training" in text.value]
    assert [float(number) for number in re.findall(r"\d+\.\d", sentence)] == pytest.approx(
        [report - one, two - one, report - two], abs=0.051
    )
    assert two < report  # what the sentence says
    app.select_slider(key="beta").set_value("8").run()
    assert len(sources(app)) == 9
    assert "the dial<br>β = 8" in app.html[0].value
    app.select_slider(key="beta").set_value("2").run()
    assert len(sources(app)) == 7
    assert not app.exception
    assert abs(scores[1]["kl"] - scores[2]["kl"]) < 0.2 * abs(scores[0]["kl"] - scores[1]["kl"])


def test_what_the_explanations_say_of_the_sweep_is_so():
    scores = {
        beta: ae.card("vae-10" if beta == 1 else f"vae-10.beta-{beta:g}")["scores"]
        for beta in (0, 0.1, 0.25, 0.5, 1, 2, 4, 8)
    }
    betas = sorted(scores)
    for low, high in itertools.pairwise(betas):
        assert scores[low]["reconstruction"] < scores[high]["reconstruction"]
        assert scores[low]["kl"] > scores[high]["kl"]
    assert scores[0]["reconstruction"] == pytest.approx(784 * ae.card("twin-10")["scores"]["test_bce_per_pixel"], abs=1)
    assert scores[8]["active_units"] == 7
    for beta in (0.5, 1, 2, 4):  # each is the best at what it was trained for
        losses = {other: score["reconstruction"] + beta * score["kl"] for other, score in scores.items()}
        assert min(losses, key=losses.__getitem__) == beta


@pytest.mark.parametrize("part", words.TOPICS)
def test_every_part_asks_explains_and_opens_from_a_link(part, open_page):
    app = open_page(PATH, topic=part, beta="0.25", seed="5")
    assert any("Guess before you look" in note.value for note in app.markdown)
    assert any(text.value == words.EXPLANATION[part].strip() for text in app.expander[-1].markdown)
    assert all(alts(app))
    assert app.html
    assert not app.warning
    app.toggle(key="objective_source").set_value(True).run()
    code = "".join(block.value for block in app.code)
    for name in ("kl_per_dimension", "bernoulli_term", "reparametrize"):
        assert f"def {name}(" in code
    app.segmented_control(key="objective_source_piece").set_value("their sum").run()
    assert [each.value.split("(")[0] for each in app.code] == ["def terms", "def objective"]


@pytest.mark.parametrize(
    "query",
    [
        {"topic": "Backstage", "beta": "3", "seed": "-1"},
        {"topic": words.CLOUD, "epsilon": "1e9", "decoded": "the median", "digit": "11", "input": "Pick"},
        {"topic": words.TERMS, "beta": "nan", "number": "-4"},
        {"beta": "", "seed": "x"},
    ],
)
def test_a_link_with_nonsense_in_it_opens_the_page(query, open_page):
    app = open_page(PATH, **query)
    assert app.html
    assert app.select_slider(key="beta").value == "1"


@pytest.mark.parametrize(
    ("task", "part", "hidden", "on"),
    [
        ("betas", words.TURN, {"copies", "curve", "prices"}, "seed 0"),
        ("unused", words.TURN, {"prices"}, "seed 0"),
        ("throws", words.CLOUD, {"chart", "walls"}, "test digit 8, no. 785, β = 1, throw 1"),
        ("pixels", words.TERMS, {"costs", "bill"}, "test digit 8, no. 785, β = 1, throw 1"),
        ("half", words.HALF, {"copies", "bill"}, "eight test digits"),
    ],
)
def test_a_question_hides_its_answer_until_it_is_given(open_page, task, part, hidden, on):
    def seen(app):
        text = " ".join(html.value for html in app.html)
        marks = {
            "copies": "given back",
            "chart": "class='cloud'",
            "walls": "wall 8",
            "costs": "class='costs'",
            "bill": "'bill'",
        }
        there = {name for name, mark in marks.items() if mark in text}
        return there | ({"prices"} if app.metric else set()) | ({"curve"} if app.get("plotly_chart") else set())

    app = open_page(PATH, task=task)
    assert app.get_by_key("topic").value == part
    assert not app.expander[-1].markdown  # what to make of it waits too
    before = seen(app)
    assert not before & hidden
    app.button(key="task_show").click().run()
    assert not app.exception
    assert seen(app) >= before | hidden
    assert app.expander[-1].markdown
    answer = app.session_state["answers"][task]
    assert (answer.on, answer.said) == (on, "")
    assert answer.measured


def test_a_missing_vae_is_a_sentence_in_place_of_a_measurement(open_page, monkeypatch):
    def gone(name):
        raise ae.WeightsError(f"{name}.safetensors is not here.")

    app = open_page(PATH, task="half")
    monkeypatch.setattr("ui.cached.vae", gone)
    app.button(key="task_show").click().run()
    assert "vae-10.assignment.safetensors is not here" in app.error[0].value
    assert not app.exception


@pytest.mark.parametrize("view", ["Turn β", "Point or cloud", "Term by term"])
def test_a_vae_with_twenty_numbers_stands_in_the_dial_s_place_and_the_link_says_so(view, open_page):
    app = open_page(PATH, topic=view, task="none", objective_own="vae-20", beta="8")
    assert not app.exception
    assert any(caption.value.startswith("Shown: vae-20 (VAE, d = 20).") for caption in app.caption)
    if view == "Turn β":
        assert app.metric[3].value.endswith(" of 20")
        assert float(app.metric[1].value) == pytest.approx(ae.card("vae-20")["scores"]["kl"], abs=0.06)
    else:
        assert max(html.value.count("<tr") for html in app.html) > 20
    app = open_page(PATH, topic=view, task="none", objective_own="twin-10")
    assert not app.exception
    assert app.selectbox(key="objective_own").value == "vae-10"
