"""The lesson on the map of codes, without a browser: what it sends to the maps, links, and what is missing."""

import json

import pytest

import autoencoders as ae
from ui import cached
from ui.latent_map.views import REACH

PATH = "pages/latent_map.py"


def sent(app, key="latent_maps"):
    """What the maps were given in this run."""
    return next(json.loads(part.proto.json) for part in app.get("bidi_component") if part.key == key)


def packs(app):
    return [part for part in app.get("bidi_component") if (part.key or "").startswith("pack-")]


def test_first_paint_shows_both_maps_at_one_scale_with_all_classes(open_page):
    app = open_page(PATH)
    data = sent(app)
    assert [each["title"] for each in data["maps"]] == ["AE", "VAE"]
    assert data["maps"][0]["view"] == data["maps"][1]["view"]
    assert data["classes"] == list(range(10))
    assert data["layer"] == "points"
    assert data["maps"][0]["spread"] is None
    assert all(0 < value < 1 for value in data["maps"][1]["spread"])
    assert any("aggregate posterior" in text.value for text in app.markdown)


def test_the_packs_are_fetched_as_files_and_one_that_cannot_be_is_sent_when_asked_for(open_page):
    app = open_page(PATH)
    assert not packs(app)
    assert not sent(app)["coming"]
    wanted = [each["pack"] for each in sent(app)["maps"]]
    assert [len(each["files"]) for each in wanted] == [2, 2], "of each model its weights and its codes"
    app.session_state["latent_packs_asked"] = {wanted[0]["digest"]: 1}
    app.run()
    assert len(packs(app)) == 1
    assert sent(app)["coming"]
    app.run()
    assert not packs(app)
    assert not sent(app)["coming"]


def test_a_link_restores_scale_layer_classes_and_place(open_page):
    data = sent(
        open_page(PATH, scale="fit each", layer="decoded digits", classes=["3", "8"], place_x="-1.5", place_y="0.25")
    )
    assert data["maps"][0]["view"] != data["maps"][1]["view"]
    assert data["classes"] == [3, 8]
    assert data["layer"] == "decoded digits"
    assert data["at"] == [-1.5, 0.25]


@pytest.mark.parametrize(("layer", "scale"), [("holes", "fit each"), ("decoded digits", "same, 99 % of codes")])
def test_what_a_place_decodes_to_is_shown_where_the_prior_is(layer, scale, open_page):
    """In a square that holds the AE's far codes the VAE's map would be rubble around a dot."""
    data = sent(open_page(PATH, layer=layer, scale=scale))
    assert data["layer"] == layer
    assert [each["view"] for each in data["maps"]] == [[0, 0, REACH]] * 2


@pytest.mark.parametrize(
    "query",
    [
        {"scale": "huge", "layer": "cake", "classes": ["12", "x"]},
        {"place_x": "nan", "place_y": "1e99"},
        {"place_x": "east", "classes": "", "input": "Telepathy"},
    ],
)
def test_a_link_with_nonsense_in_it_opens_the_page(query, open_page):
    data = sent(open_page(PATH, **query))
    assert data["layer"] == "points"
    assert all(abs(value) <= 60 for value in data["at"])


@pytest.mark.parametrize("by", ["link", "slider", "the dial on the map"])
def test_beta_changes_the_vae_alone_and_its_row_is_marked(by, open_page):
    first = open_page(PATH)
    app = open_page(PATH, **({"map_beta": "8"} if by == "link" else {}))
    if by == "slider":
        app.select_slider(key="map_beta").set_value("8").run()
    elif by == "the dial on the map":
        app.session_state["map_beta"] = "8"
        app.run()
    (ae_before, vae_before), (ae_now, vae_now) = (sent(each)["maps"] for each in (first, app))
    assert ae_before == ae_now
    assert vae_before["pack"] != vae_now["pack"]
    assert "vae-2.beta-8.safetensors" in vae_now["pack"]["files"][0]
    assert sent(app)["dial"] == {"label": "β", "places": ["0", "0.1", "0.5", "1", "2", "4", "8"], "at": "8"}
    (table,) = (each.value for each in app.html if "class='facts betas'" in each.value)
    (row,) = (each for each in table.split("<tr")[2:] if "class='now'" in each)
    scores = ae.card("vae-2.beta-8")["scores"]
    assert f">{scores['reconstruction']:.1f}<" in row
    assert f">{scores['kl']:.1f}<" in row


def test_no_class_chosen_is_an_empty_map_and_no_fault(open_page):
    app = open_page(PATH)
    app.get_by_key("classes").set_value([]).run()
    assert not app.exception
    assert sent(app)["classes"] == []


def test_the_visitors_digit_moves_on_both_maps(open_page):
    app = open_page(PATH, input="Pick", digit="3", number="7")
    before = sent(app)
    app.number_input(key="number").set_value(9).run()
    after = sent(app)
    assert not app.exception
    for one, other in zip(before["maps"], after["maps"], strict=True):
        assert one["digit"] != other["digit"]
        assert one["view"] == other["view"]


@pytest.mark.parametrize("part", ["codes", "model"])
@pytest.mark.parametrize("missing", [["twin-2"], ["vae-2"], ["twin-2", "vae-2"]])
def test_what_is_missing_is_a_sentence_and_the_rest_stays(part, missing, open_page, monkeypatch):
    there = getattr(cached, part)

    def gone(name):
        if name in missing:
            raise ae.WeightsError(f"{name} is not here.")
        return there(name)

    monkeypatch.setattr(f"ui.cached.{part}", gone)
    app = open_page(PATH)
    assert [alert.value.split(". ")[1] for alert in app.error] == [f"{name} is not here." for name in missing]
    assert app.title
    if len(missing) == 1:
        (left,) = sent(app, "latent_maps_one")["maps"]
        assert left["title"] == ("VAE" if missing == ["twin-2"] else "AE")
        assert len(app.html[0].value.split("<tr style")) == 3  # the prior and the model that is left


def test_the_decoders_source_is_one_toggle_away(open_page):
    app = open_page(PATH)
    assert not app.code
    app.toggle(key="map_source").set_value(True).run()
    assert "function model(" in app.code[0].value


def hidden(app):
    """What of the page is not to be seen: the table of facts with what follows from it, and what the maps hide."""
    has_table = any("class='facts'" in html.value for html in app.html)
    concluded = any("aggregate posterior, vary" in text.value or "no magic" in text.value for text in app.markdown)
    assert has_table == concluded
    of_beta = [
        any("class='facts betas'" in each.value for each in app.html),
        any("the KL falls" in each.value for each in app.markdown),
    ]
    assert of_beta[0] == of_beta[1]
    return set(sent(app)["hidden"]) | (set() if has_table else {"facts"}) | (set() if of_beta[0] else {"betas"})


@pytest.mark.parametrize(
    ("task", "parts"),
    [
        ("hole", {"pictures", "facts"}),
        ("ring", {"facts"}),
        ("classes", {"facts"}),
        ("map-beta", {"betas"}),
        ("nearest", {"own"}),
        ("rise", set()),
    ],
)
def test_a_question_hides_its_answer_until_it_is_given(task, parts, open_page):
    app = open_page(PATH, task=task)
    assert hidden(app) == parts
    app.button(key="task_show").click().run()
    assert not app.exception
    assert hidden(app) == set()
    assert app.session_state["answers"][task].measured.startswith("Measured")
    assert [len(each["rings"]) for each in sent(app)["maps"]] == [0, int(task == "ring")]


def test_a_place_answers_and_can_be_changed(open_page):
    app = open_page(PATH, task="hole", scale="fit each")
    assert sent(app)["asks"]
    assert sent(app)["maps"][0]["view"] == sent(app)["maps"][1]["view"], "a place is one code on both maps"
    assert app.button(key="task_answer").disabled
    app.session_state["map_pressed"] = (3.5, 3.5)
    app.run()
    app.button(key="task_answer").click().run()
    assert app.session_state["answers"]["hole"].kind == "far"
    assert not sent(app)["asks"]
    app.button(key="task_change").click().run()
    assert sent(app)["asks"]
    assert not sent(app)["hidden"]


def test_a_page_that_only_looks_asks_for_no_place(open_page):
    data = sent(open_page(PATH))
    assert (data["asks"], data["hidden"]) == (False, [])


@pytest.mark.parametrize("task", ["hole", "nearest"])
def test_without_the_judge_a_question_says_so(task, open_page, monkeypatch):
    def gone():
        raise ae.WeightsError("The judge is not here.")

    monkeypatch.setattr("ui.cached.judge", gone)
    app = open_page(PATH, task=task)
    app.button(key="task_show").click().run()
    assert not app.exception
    assert [alert.value for alert in app.error] == ["The judge is not here."]
    assert hidden(app)


def film(app):
    """What the film was given in this run; None where there is none."""
    found = [json.loads(part.proto.json) for part in app.get("bidi_component") if part.key == "map_film"]
    return found[0] if found else None


def test_the_film_comes_when_it_is_asked_for_as_files_and_its_choices_stand_in_the_link(open_page):
    app = open_page(PATH)
    assert film(app) is None
    app.toggle(key="film").set_value(True).run()
    assert not app.exception
    data = film(app)
    assert [each["title"] for each in data["tracks"]] == ["AE", "VAE"]
    names = [each["pack"]["files"][0].split("/")[-1].split("?")[0] for each in data["tracks"]]
    assert names == ["twin-2.recording.safetensors", "vae-2.recording.safetensors"]
    assert data["tracks"][0]["view"] == data["tracks"][1]["view"], "one scale"
    assert (data["layer"], data["at"], data["keeps"]) == ("points", 0, True)
    other = film(
        open_page(PATH, film="true", film_layer="decoded digits", film_scale="same, close up", film_step="700")
    )
    assert other["tracks"][0]["view"] == [0, 0, REACH]
    assert (other["layer"], other["at"]) == ("decoded digits", 700)


@pytest.mark.parametrize("step", ["-7", "1e9", "moon", "nan"])
def test_nonsense_for_the_film_in_a_link_opens_the_page(step, open_page):
    app = open_page(PATH, film="true", film_step=step, film_layer="holes", film_scale="no")
    assert film(app)["layer"] == "points"
    assert 0 <= film(app)["at"] <= 1_000_000


@pytest.mark.parametrize(("task", "hides"), [("rise", True), ("classes", True), ("hole", True), ("nearest", False)])
def test_the_film_is_hidden_while_it_would_answer_a_question(task, hides, open_page):
    app = open_page(PATH, task=task, film="true")
    assert (film(app) is None) == hides
    app.button(key="task_show").click().run()
    assert not app.exception
    assert film(app)
    assert ("recorded trainings" in app.session_state["answers"][task].on) == (task == "rise")


def test_a_missing_recording_is_a_sentence_and_the_maps_are_there(open_page, monkeypatch):
    def gone(name):
        raise ae.WeightsError("The recording is not here.")

    monkeypatch.setattr("ui.cached.recording", gone)
    app = open_page(PATH, film="true")
    assert not app.exception
    assert [alert.value for alert in app.error] == ["The film can't be shown. The recording is not here."]
    assert sent(app)["maps"]
