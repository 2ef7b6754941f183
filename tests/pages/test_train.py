"""The lesson that trains, without a browser: presets, links, a run from Play to the other lessons, bad uploads."""

import gc
import io
import json
import threading
import zipfile

import keras  # noqa: F401 (imported here, so that its warnings are not a test's)
import numpy as np
import pytest

import autoencoders as ae
from autoencoders.digits.own_set import read_upload
from tests.waiting import until
from ui.crowd import server
from ui.stored import model_files
from ui.train import presets, reading
from ui.train.choices import OPTIMIZERS

PATH = "pages/train.py"
TINY = {"train_data": "synthetic", "train_kind": "MLP", "train_d": "2", "train_steps": "40", "train_batch": "8"}


def job(app):
    return app.session_state["train_desk"].job


def comes_to(app, state):
    until(lambda: job(app).state == state, job(app).beat)
    return app.run()


def said(app):
    return " ".join(part.value for part in (*app.markdown, *app.error, *app.info, *app.caption))


def test_the_first_look_shows_an_untrained_model_beside_the_shipped_one(open_page):
    app = open_page(PATH)
    assert "Not started" in said(app)
    assert "A first look" in said(app)
    strips = "".join(html.value for html in app.html)
    assert "step 0" in strips
    assert "shipped vae-2" in strips
    assert not app.session_state["train_desk"].ghosts


@pytest.mark.parametrize("preset", presets.PRESETS, ids=lambda preset: preset.name)
def test_every_preset_can_be_chosen_and_says_what_to_watch(preset, open_page):
    app = open_page(PATH, train_data="synthetic")
    app.selectbox(key="train_preset").set_value(preset.name).run()
    assert not app.exception
    assert preset.watch in said(app)
    assert job(app).recipe.optimizer == OPTIMIZERS[preset.choices.optimizer]
    assert job(app).rate == preset.choices.rate
    assert job(app).beta == preset.choices.beta


def test_a_link_restores_every_choice(open_page):
    app = open_page(
        PATH,
        train_data="synthetic",
        train_kind="conv",
        train_d="17",
        train_optimizer="SGD",
        train_rate="0.3",
        train_batch="32",
        train_noise="20/255",
        train_beta="4",
        train_seed="5",
        train_steps="900",
        train_cosine="true",
        train_shared="true",
    )
    recipe = ae.Recipe("live", "sgd", 0.3, 900, True, 32, 20 / 255, True)
    assert job(app).recipe == recipe
    assert (job(app).model.family, job(app).model.latent_dim, job(app).seed) == ("conv", 17, 5)


@pytest.mark.parametrize(
    "query",
    [
        {"train_d": "0", "train_rate": "-1", "train_kind": "GAN", "train_data": "ImageNet"},
        {"train_start": "no-such-model", "train_batch": "7", "train_seed": "-3", "train_steps": "1e99"},
        {"train_beta": "nan", "train_noise": "inf", "train_axis": "moons", "train_cosine": "perhaps"},
    ],
)
def test_a_link_with_nonsense_in_it_opens_the_page(query, open_page):
    app = open_page(PATH, **query)
    assert not app.exception
    assert app.html


def test_a_start_from_a_shipped_model_takes_its_kind_and_d(open_page):
    app = open_page(PATH, train_data="synthetic", train_start="conv-10")
    assert (job(app).model.family, job(app).model.latent_dim) == ("conv", 10)
    np.testing.assert_array_equal(
        job(app).model.parameters["encoder.code.kernel"], ae.load("conv-10").parameters["encoder.code.kernel"]
    )


def test_a_run_ends_stays_as_a_ghost_and_serves_the_other_lessons(open_page):
    app = open_page(PATH, **TINY)
    app.button(key="train_play").click().run()
    comes_to(app, "finished")
    assert "all steps are made" in said(app)
    first = job(app)
    assert first.step == 40
    assert first.history.points[-1].test["reconstruction"] < first.history.points[0].test["reconstruction"]

    app.button(key="train_playback").click().run()
    film = next(json.loads(part.proto.json) for part in app.get("bidi_component") if "train_film" in (part.key or ""))
    assert [each["title"] for each in film["tracks"]] == ["AE"]
    assert not film["keeps"]
    assert film["coming"], "a run is nobody else's, so its film goes through the session"

    app.button(key="train_keep").click().run()
    assert "yours-1" in said(app)
    app.switch_page("pages/reconstruct.py").run()
    assert not app.exception
    assert "Yours, no. 1: MLP, d = 2, 40 steps" in "".join(html.value for html in app.html)

    app.switch_page(PATH).run()
    assert job(app) is first
    app.slider(key="train_d").set_value(3).run()
    assert "Your choices ask for a new run" in said(app)
    app.button(key="train_play").click().run()
    comes_to(app, "finished")
    assert job(app) is not first
    assert [ghost.label[:10] for ghost in app.session_state["train_desk"].ghosts] == ["MLP, d = 2"]


def test_a_recipe_that_differs_only_in_its_rate_is_a_new_run_all_the_same(open_page):
    app = open_page(PATH, **TINY)
    app.selectbox(key="train_preset").set_value("Report: MLP autoencoder").run()
    app.number_input(key="train_steps").set_value(20).run()
    app.button(key="train_play").click().run()
    comes_to(app, "finished")
    first = job(app)
    app.selectbox(key="train_preset").set_value("Fails: Adadelta at Keras 3's default rate").run()
    assert job(app) is first
    assert first.rate == 1.0
    app.number_input(key="train_steps").set_value(20).run()
    app.button(key="train_play").click().run()
    comes_to(app, "finished")
    assert job(app) is not first
    assert job(app).rate == 0.001
    assert len(app.session_state["train_desk"].ghosts) == 1


def test_one_step_one_epoch_and_reset(open_page):
    app = open_page(PATH, **TINY | {"train_steps": "100000", "train_batch": "512"})
    app.button(key="train_step").click().run()
    comes_to(app, "paused")
    assert job(app).step == 1
    app.button(key="train_epoch").click().run()
    comes_to(app, "paused")
    assert job(app).step == 1 + 20  # 10,000 digits in batches of 512
    app.button(key="train_reset").click().run()
    assert job(app).step == 0
    assert not app.exception


def test_a_rate_far_too_high_is_a_sentence_and_the_run_can_go_on(open_page):
    app = open_page(
        PATH, **TINY | {"train_rate": "600", "train_optimizer": "SGD", "train_kind": "VAE", "train_steps": "400"}
    )
    app.button(key="train_play").click().run()
    comes_to(app, "diverged")
    assert "not finite at step" in app.error[0].value
    assert "not far above where it began" in app.error[0].value
    app.select_slider(key="train_rate").set_value(0.001).run()
    app.button(key="train_play").click().run()
    comes_to(app, "finished")
    assert np.isfinite(list(job(app).history.points[-1].test.values())).all()


def zipped(members):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def test_own_data_is_taken_and_bad_data_is_a_sentence(open_page, synthetic):
    app = open_page(PATH, train_data="your own")
    assert "Give a file to train on" in said(app)
    app.file_uploader(key="train_upload").upload("x.zip", zipped({"a.txt": "no picture"}))
    app.run()
    assert len(app.error) == 1
    assert "0 readable pictures" in app.error[0].value
    buffer = io.BytesIO()
    np.savez_compressed(buffer, images=synthetic.test_images[:60, ..., 0], labels=synthetic.test_labels[:60])
    app.file_uploader(key="train_upload").upload("mine.npz", buffer.getvalue())
    app.run()
    assert not app.error
    assert "60 images, labels 0 to 9: 52 to train, 8 to test" in said(app)
    assert job(app).step == 0


def test_an_upload_goes_on_while_the_page_is_touched_and_while_another_is_looked_at(open_page, synthetic, monkeypatch):
    """A touch ends the script that began to read; the set is there all the same, read once."""
    go, begun = threading.Event(), []

    def slowly(data, progress):
        begun.append(data)
        go.wait(30)
        return read_upload(data, progress)

    monkeypatch.setattr(reading, "read_upload", slowly)
    buffer = io.BytesIO()
    np.savez_compressed(buffer, images=synthetic.test_images[:60, ..., 0], labels=synthetic.test_labels[:60])
    app = open_page(PATH, train_data="your own")
    app.file_uploader(key="train_upload").upload("mine.npz", buffer.getvalue()).run()
    assert "Give a file to train on" not in said(app)
    app.run()
    app.switch_page("app.py").run()
    app.switch_page(PATH).run()
    assert len(begun) == 1
    go.set()
    app.session_state.train_reading.wait(30)
    app.run()
    assert "60 images, labels 0 to 9: 52 to train, 8 to test" in said(app)
    assert len(begun) == 1


def test_a_file_of_weights_comes_back_as_a_model_of_ones_own(open_page, synthetic):
    app = open_page(PATH, train_data="synthetic")
    app.file_uploader(key="train_model_file").upload("x.safetensors", b"no weights at all")
    app.run()
    assert "no safetensors file" in app.error[0].value
    model = ae.variant("conv-10").initial(5)
    card = {"title": "mine", "recipe": {"summary": ""}}
    data = model_files.weights_file(model, card, synthetic.test_images[:20])
    app.file_uploader(key="train_model_file").upload("mine.safetensors", data)
    app.run()
    assert not app.error
    app.selectbox(key="train_start").set_value("yours-1").run()
    assert (job(app).model.family, job(app).model.latent_dim) == ("conv", 10)
    assert not app.exception


def test_what_is_fitted_is_no_start_of_a_training(open_page, synthetic):
    """Neither a shipped PCA, by a link either, nor one that was loaded; that is kept for the other lessons."""
    app = open_page(PATH, train_data="synthetic", train_start="pca-10")
    assert not app.exception
    assert job(app).model.family == "vae"
    data = model_files.weights_file(
        ae.load("pca-20"), {"title": "mine", "recipe": {"summary": ""}}, synthetic.test_images[:20]
    )
    app.file_uploader(key="train_model_file").upload("mine.safetensors", data)
    app.run()
    assert not app.error
    assert not app.exception
    assert "it stands in the other lessons; no step can better it" in app.toast[0].value
    options = app.selectbox(key="train_start").options
    assert "conv-10" in options
    assert not [name for name in options if name.startswith(("pca", "yours"))]
    app.switch_page("pages/reconstruct.py").run()
    assert not app.exception
    assert "Yours, no. 1: mine" in "".join(html.value for html in app.html)


def test_who_loses_a_run_to_the_budget_is_told_and_finds_a_new_one(open_page, monkeypatch):
    app = open_page(PATH, **TINY)
    app.button(key="train_play").click().run()
    comes_to(app, "finished")
    shelf = server.shelf()
    monkeypatch.setattr(shelf, "most", 1)
    shelf.put("somebody else", b"more than there is room for")
    monkeypatch.undo()
    app.run()
    assert not app.exception
    assert "had to go. Download what you want to keep." in app.toast[0].value
    assert job(app).step == 0
    assert app.session_state["train_desk"].ghosts[0].points[-1].step == 40
    app.run()
    assert not app.toast
    monkeypatch.setattr(shelf, "most", 1)
    app.number_input(key="train_seed").set_value(7).run()
    assert not app.exception
    assert "no room" in app.error[0].value


def watch(open_page, code):
    """The page of who watches: it has no choices but to go."""
    app = open_page(PATH, watch=code)
    assert {button.label for button in app.button if str(button.key).startswith("train_")} <= {
        "Train one like it",
        "Train one of your own",
        "Use it in the other lessons",
    }
    assert not app.slider
    return app


def test_many_watch_a_run_that_one_holds(open_page):
    holder = open_page(PATH, **TINY, train_seed="9")
    desk = holder.session_state["train_desk"]
    code = server.shares().code(desk)
    watcher = watch(open_page, code)
    assert "MLP, d = 2" in said(watcher)
    assert "Not started" in said(watcher)
    holder.button(key="train_play").click().run()
    # Who watches looks, too: the run goes on though its holder does not.
    until(lambda: job(holder).state == "finished", watcher.run)
    watcher.run()
    assert "all steps are made: step **40** of 40" in said(watcher)
    assert "step 40" in "".join(html.value for html in watcher.html)
    assert desk.audience.count == 1
    watcher.button(key="train_keep").click().run()
    assert "is among the models to choose from" in said(watcher)
    assert not watcher.exception
    assert "own_models" not in holder.session_state  # what one keeps is one's own

    holder.run().button(key="train_reset").click().run()
    assert "Not started" in said(watcher.run())  # the next run, by itself

    watcher.button(key="train_leave").click().run()
    assert not watcher.exception
    assert job(watcher) is not job(holder)
    assert watcher.session_state["train_seed"] == 9
    assert "watch" not in watcher.query_params


def test_who_watches_when_the_holder_has_left_is_told_so(open_page):
    holder = open_page(PATH, **TINY)
    code = server.shares().code(holder.session_state["train_desk"])
    watcher = watch(open_page, code)
    del holder
    gc.collect()
    assert "leads to no run any more" in said(watcher.run())
    assert "leads to no run any more" in said(watch(open_page, "[Log in](https://example.org)"))


def test_nobody_else_sees_pictures_of_ones_own(open_page, synthetic):
    app = open_page(PATH, train_data="your own", train_kind="VAE", train_d="2", train_steps="20", train_batch="8")
    data = io.BytesIO()
    np.savez(data, images=synthetic.test_images[:200], labels=synthetic.test_labels[:200])
    app.file_uploader(key="train_upload").upload("own.npz", data.getvalue(), "application/octet-stream").run()
    assert job(app).own_pictures
    watcher = watch(open_page, server.shares().code(app.session_state["train_desk"]))
    assert "which only its holder sees" in said(watcher)
    assert not any("<img" in html.value for html in watcher.html)
    assert len(watcher.get("plotly_chart")) == 1  # the curves, and no map of the codes


def test_who_watches_sees_that_a_run_made_room_and_the_next_one(open_page):
    holder = open_page(PATH, **TINY)
    code = server.shares().code(holder.session_state["train_desk"])
    job(holder).history.snapshots[-1].kept.gone = True
    watcher = open_page(PATH, watch=code)
    assert "had to make room" in said(watcher)
    holder.run()  # which lays a new run on the desk
    assert "You watch somebody else" in said(watcher.run())


def test_nobody_else_sees_what_began_with_ones_own_pictures(open_page):
    holder = open_page(PATH, **TINY)
    own_models_before = ae.variant("mlp-10").initial(3)
    row = ae.Variant("yours-1", "Yours, no. 1: mine", "mlp", 10, ae.Recipe("live", "adam", 0.001, 1))
    holder.session_state["own_models"] = {"yours-1": (row, server.shelf().put("me", own_models_before))}
    holder.session_state["own_private"] = {"yours-1"}
    holder.run().selectbox(key="train_start").set_value("yours-1").run()
    assert job(holder).own_pictures
    watcher = open_page(PATH, watch=server.shares().code(holder.session_state["train_desk"]))
    assert "which only its holder sees" in said(watcher)
    assert not any("<img" in html.value for html in watcher.html)


@pytest.mark.parametrize(
    ("kind", "training"), [("VAE", ["keras_vae_step", "keras_vae"]), ("MLP", ["keras_ae"])], ids=["VAE", "AE"]
)
def test_the_code_of_a_step_is_shown_and_the_same_in_keras(kind, training, open_page):
    app = open_page(PATH, train_data="synthetic", train_kind=kind, train_optimizer="SGD", train_source="true")
    assert app.code[0].value.startswith("def gradient_step(")
    for piece, names in (
        ("the optimizer", ["sgd"]),
        ("the loss", ["terms", "objective"]),
        ("the training in Keras", training),
    ):
        app.segmented_control(key="train_source_piece").set_value(piece).run()
        assert [each.value.removeprefix("def ").split("(")[0] for each in app.code] == names
