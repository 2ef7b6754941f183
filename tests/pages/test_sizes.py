"""Codes of any size on maps, in samples, in blends and under sliders: every shipped model where its kind fits."""

import json
import re

import numpy as np
import pytest

import autoencoders as ae
from autoencoders.codes import load_codes
from ui import computed

MAP, VAE = "pages/latent_map.py", "pages/vae.py"


def sent(app, key):
    """What a component was given in this run."""
    return next(json.loads(part.proto.json) for part in app.get("bidi_component") if part.key == key)


def kl(codes):
    """The KL of each number, averaged over the codes, by its closed form."""
    log_var = codes.log_var.astype(np.float64)
    return (0.5 * (np.exp(log_var) - log_var + codes.mean.astype(np.float64) ** 2 - 1)).mean(axis=0)


@pytest.mark.parametrize("path", [MAP, VAE])
def test_every_shipped_model_is_offered_where_its_kind_fits(path, open_page):
    app = open_page(path)
    of_map = path == MAP
    for title, is_vae in (("AE", False), ("VAE", True)):
        offered = app.selectbox(key=f"{'map' if of_map else 'vae'}_{title}").options
        fitting = {row.name for row in ae.VARIANTS if (row.beta is not None) == is_vae}
        on_dial = {name for name in fitting if name.startswith("vae-2.")} if of_map else set()
        assert set(offered) == fitting - on_dial
        assert offered[0] == {"AE": "twin", "VAE": "vae"}[title] + ("-2" if of_map else "-10")


def test_models_of_all_kinds_are_shown_in_every_part(open_page, mnist):
    app = open_page(VAE)
    picks = [("mlp-100", "vae-20"), ("pca-2", "vae-10.assignment"), ("mlp-denoise-10", "vae-2.beta-8")]
    for autoencoder, vae in picks:
        app.selectbox(key="vae_AE").set_value(autoencoder)
        app.selectbox(key="vae_VAE").set_value(vae).run()
        d, e = (ae.variant(name).latent_dim for name in (autoencoder, vae))
        for part in ("Sample", "Blend", "Traverse"):
            app.get_by_key("part").set_value(part).run()
            assert not app.exception
            assert not app.error
            assert any(f"{autoencoder} ({ae.variant(autoencoder).title})" in each.value for each in app.caption)
            if part == "Sample":
                assert any("can't be the same random codes" in each.value for each in app.caption) == (d != e)
        data = sent(app, "traverse")
        assert [(each["name"], len(each["start"])) for each in data["models"]] == [(autoencoder, d), (vae, e)]
        assert sorted(data["order"]) == list(range(max(d, e)))
        assert (
            data["order"][:e]
            == np.argsort(-kl(computed.encoded(vae) if vae != "vae-2.beta-8" else load_codes(vae))).tolist()
        )
        app.get_by_key("largest").set_value("spread in the AE").run()
        spread = ae.load(autoencoder).encode(mnist.test_images).std(axis=0)
        assert sent(app, "traverse")["order"][:d] == np.argsort(-spread).tolist()
        app.get_by_key("largest").set_value("KL in the VAE").run()


def test_links_hold_models_and_moved_numbers_and_older_ones_mean_what_they_did(open_page, mnist):
    app = open_page(VAE, part="Traverse", vae_AE="mlp-100", vae_VAE="vae-20", moved="57:2 3:-1")
    assert (app.selectbox(key="vae_AE").value, app.selectbox(key="vae_VAE").value) == ("mlp-100", "vae-20")
    assert sorted(sent(app, "traverse")["moved"]) == [[2, -1], [56, 2]]
    assert not app.warning
    older = open_page(VAE, part="Traverse", moved="3:1.5 10:-2")
    assert sorted(sent(older, "traverse")["moved"]) == [[2, 1.5], [9, -2]]
    assert sent(older, "traverse")["order"] == np.argsort(-kl(load_codes("vae-10"))).tolist()


def test_a_mixture_over_longer_codes_is_fitted_beside_the_page(open_page, mnist):
    app = open_page(VAE, vae_AE="pca-2", prior="ten Gaussians fitted to its codes")
    if app.get("progress"):
        assert app.session_state["own_errand"][1].wait(60)
        app.run()
    assert not app.exception
    assert "codes from ten Gaussians" in " ".join(each.value for each in app.html)


@pytest.mark.parametrize("other", ["vae-20", "vae-2"])
def test_longer_codes_are_drawn_on_the_plane_of_their_first_two_components(other, open_page, mnist):
    app = open_page(MAP, map_AE="mlp-100", map_VAE=other)
    data = sent(app, "latent_maps")
    codes = computed.encoded("mlp-100").mean
    _, values, rows = np.linalg.svd(codes - codes.mean(axis=0), full_matrices=False)
    plane = data["maps"][0]["plane"]
    for axis, row in zip((plane["u"], plane["v"]), rows, strict=False):
        assert abs(np.dot(axis, row)) == pytest.approx(1, abs=1e-3)
    rest = codes.mean(axis=0) - rows[:2].T @ (rows[:2] @ codes.mean(axis=0))
    np.testing.assert_allclose(plane["origin"], rest, atol=2e-3)
    assert len(data["maps"][0]["digit"]) == 100
    assert data["maps"][0]["pack"]["files"], "the weights are fetched"
    assert not data["maps"][0]["shadows"]["files"]
    share = (values[:2] ** 2).sum() / (values**2).sum()
    assert any(f"keeps **{share:.0%}**".replace("%", " %") in each.value for each in app.markdown)
    assert (data["maps"][1]["plane"] is None) == (other == "vae-2")
    assert data["dial"] is None
    assert not any("class='facts'" in each.value for each in app.html)
    assert any("about codes of two numbers" in each.value for each in app.caption)
    assert "holes" not in app.get_by_key("layer").options


def test_a_model_of_two_numbers_without_a_file_of_codes_is_a_map_like_any(open_page, mnist):
    app = open_page(MAP, map_AE="pca-2")
    first, second = sent(app, "latent_maps")["maps"]
    assert (first["plane"], first["pack"]["files"], len(second["pack"]["files"])) == (None, [], 2)
    assert sent(app, "latent_maps")["dial"]
    assert any("class='facts'" in each.value for each in app.html)


def test_a_plane_of_two_chosen_numbers_through_the_digit_stands_in_the_link(open_page, mnist):
    query = {"plane": "two numbers of the code", "plane_x": "3", "plane_y": "7", "plane_through": "your digit"}
    app = open_page(MAP, map_AE="twin-10", map_VAE="vae-10", **query)
    for each in sent(app, "latent_maps")["maps"]:
        plane, digit = each["plane"], np.array(each["digit"])
        assert [int(np.argmax(plane[axis])) for axis in ("u", "v")] == [2, 6]
        assert sum(plane["u"]) == sum(plane["v"]) == 1
        np.testing.assert_allclose(plane["origin"], np.where(np.isin(np.arange(10), [2, 6]), 0, digit), atol=1e-4)
    assert len(re.findall(r"lies \*\*0\.0\*\* off it", " ".join(each.value for each in app.markdown))) == 2
    app.number_input(key="plane_y").set_value(3).run()
    assert not app.exception
    assert any("number 3 is both" in each.value for each in app.caption)
    app.selectbox(key="map_AE").set_value("twin-2")
    app.selectbox(key="map_VAE").set_value("vae-2").run()
    assert not app.exception
    assert sent(app, "latent_maps")["dial"]


def test_a_question_sets_the_maps_that_it_is_about(open_page):
    app = open_page(MAP, task="plane")
    assert [len(each["digit"]) for each in sent(app, "latent_maps")["maps"]] == [10, 10]
    assert not any("of how its 10 numbers vary" in each.value for each in app.markdown)
    app.button(key="task_show").click().run()
    assert not app.exception
    assert "of the variance of the AE's 10 numbers" in app.session_state["answers"]["plane"].measured
    assert any("of how its 10 numbers vary" in each.value for each in app.markdown)
    app.get_by_key("tasks_hole").set_value("ring").run()
    assert not app.exception
    assert [len(each["digit"]) for each in sent(app, "latent_maps")["maps"]] == [2, 2]


@pytest.mark.parametrize(
    ("path", "query"), [(MAP, {"map_AE": "mlp-10"}), (VAE, {"part": "Traverse", "vae_AE": "mlp-10"})]
)
def test_without_mnist_codes_that_no_file_has_are_a_sentence(path, query, open_page, synthetic, monkeypatch):
    monkeypatch.setattr("ui.cached.dataset", lambda: synthetic)
    monkeypatch.setattr("ui.computed.rows_of_class", lambda: (np.arange(3),) * 10)
    app = open_page(path, **query)
    assert ["The codes of mlp-10 are made from MNIST's test digits" in each.value for each in app.error] == [True]
