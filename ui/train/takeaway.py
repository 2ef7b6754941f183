"""What stays of a training: the model in the other lessons, as a file, and as a place to go on from."""

from dataclasses import asdict, replace

import numpy as np
import streamlit as st

import autoencoders as ae
from autoencoders.cards import data_fields, recipe_fields
from autoencoders.weights import Card

from .. import looked_at, own_models
from ..crowd import server
from ..frame import lesson_of
from ..plain import bare, plain
from ..stored import model_files
from .choices import KINDS, Choices
from .history import Snapshot
from .job import Job


def takeaway(job: Job, snapshot: Snapshot, choices: Choices, dataset: ae.Dataset) -> None:
    """Buttons for the model of this snapshot."""
    recipe, title = recipe_of(job, snapshot), title_of(snapshot, choices)
    st.markdown(f"**Keep the model of step {snapshot.step:,}**")
    with st.container(horizontal=True):
        if snapshot.step != job.step:
            st.button(
                "Go on from here",
                icon=":material/history:",
                on_click=job.rewind,
                args=(snapshot,),
                help="Forgets what came after this step; Play then trains on from here.",
                key="train_rewind",
            )
        keep_button(job, snapshot, choices)
        st.download_button(
            "Weights (.safetensors)",
            lambda: model_files.weights_file(
                snapshot.model, card(job, snapshot, recipe, choices, dataset), job.probe.images
            ),
            f"{title.replace(', ', '-').replace(' ', '')}.safetensors",
            icon=":material/download:",
            on_click="ignore",
            help="Loads back here, and in Python by `ae.load(PATH)`.",
        )
        st.download_button(
            "Keras (.keras)",
            lambda: server.keras_file(job.number, snapshot.step, snapshot.model),
            f"{title.replace(', ', '-').replace(' ', '')}.keras",
            icon=":material/download:",
            on_click="ignore",
            help="One `keras.Model`, for use elsewhere. It does not load back here.",
        )
    kept_note()


def recipe_of(job: Job, snapshot: Snapshot) -> ae.Recipe:
    """How the model of this snapshot was trained; rate and σ are those at the end."""
    return replace(job.recipe, rate=job.rate, noise=job.sigma, steps=snapshot.step)


def title_of(snapshot: Snapshot, choices: Choices) -> str:
    """What it is called in the other lessons."""
    return f"{choices.title}, {snapshot.step:,} steps"


def keep_button(job: Job, snapshot: Snapshot, choices: Choices) -> None:
    """The button that puts the model of this snapshot among the visitor's own."""
    st.button(
        "Use it in the other lessons",
        icon=":material/bookmark_add:",
        on_click=keep,
        args=(
            snapshot.model,
            title_of(snapshot, choices),
            recipe_of(job, snapshot),
            job.own_pictures,
            looked_at.own_key(job.material.dataset),
        ),
        key="train_keep",
    )


def kept_note() -> None:
    """Where the model that was kept last can be chosen."""
    if rows := own_models.rows():
        row = list(rows.values())[-1]
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(f":material/check: **{row.name}** is among the models to choose from:")
            for lesson in map(lesson_of, lessons_for(row)):
                st.page_link(lesson.path, label=lesson.title, icon=lesson.icon)


def lessons_for(row: ae.Variant) -> list[str]:
    """The lessons that can show such a model: a map needs two numbers at least, and only a VAE pays for its code."""
    paths = ["pages/reconstruct.py", "pages/vae.py"]
    return paths + ["pages/latent_map.py"] * (row.latent_dim >= 2) + ["pages/objective.py"] * (row.beta is not None)


def keep(model: ae.Model, title: str, recipe: ae.Recipe, private: bool, learned_from: str) -> None:
    """Put the model among the visitor's own, or say why not; the lessons then look at what it learned from."""
    try:
        own_models.keep(model, title, recipe, private, learned_from)
    except ae.WeightsError as fault:
        st.toast(plain(str(fault)), icon=":material/error:")


def card(job: Job, snapshot: Snapshot, recipe: ae.Recipe, choices: Choices, dataset: ae.Dataset) -> Card:
    """What one needs to know to trust the file."""
    rng = np.random.default_rng(0)
    return {
        "name": "live",
        "title": f"{choices.title}, trained live",
        "recipe": recipe_fields(recipe),
        "seed": choices.seed,
        "data": data_fields(dataset),
        "private": job.own_pictures,
        "command": "trained live in the browser; rate, β and σ are those at the end",
        "choices": asdict(choices),
        "seconds": round(job.seconds, 1),
        "scores": ae.metrics.scores(snapshot.model, job.probe.images, rng),
    }


def loader() -> None:
    """Load a model that was downloaded here or trained by the package; only .safetensors, checked array by array."""
    state = st.session_state
    with st.expander("Load a model from a file"):
        file = st.file_uploader(
            "A .safetensors file of this project",
            ["safetensors"],
            max_upload_size=model_files.MOST_BYTES // 2**20,
            key="train_model_file",
        )
        if file is None or state.get("train_model_id") == file.file_id:
            return
        try:
            model, fields = model_files.model_from(file.getvalue())
            title = bare(str(fields.get("title", file.name)))[: model_files.LONGEST_TITLE]
            recipe = model_files.recipe_from(fields["recipe"])
            row = own_models.keep(
                model, title, recipe, model_files.is_private(fields), model_files.learned_from(fields)
            )
        except ae.WeightsError as fault:
            st.error(plain(str(fault)), icon=":material/error:")
            return
        state.train_model_id = file.file_id
        trains = row.family in KINDS.values()
        place = (
            "under “Start from” and in the other lessons" if trains else "in the other lessons; no step can better it"
        )
        st.toast(f"{row.name} is loaded: it stands {place}.")
        st.rerun()
