"""The container and what stands around it, without a container engine: the image is copied together and started as it would be.

The same nginx configuration runs in tests/browser/test_nginx.py.
"""

import asyncio
import base64
import hashlib
import json
import os
import re
import shlex
import shutil
import signal
import subprocess
import sys
import time
import tomllib
from concurrent.futures import ThreadPoolExecutor
from fnmatch import fnmatch
from pathlib import Path

import pytest
import streamlit
import yaml

from benchmarks.visitor import Visitor
from tests.browser.conftest import free_port
from tests.checkout import FILES, PACKAGE, PAGES, ROOT, UI, source

NGINX = "deploy/nginx.conf.template"
BIN = Path(sys.executable).parent
START_SECONDS = 90
"""Until a server is healthy: two seconds, and many times that on a machine at its limit."""

OPTIONS_OF_DASK = 60
"""Seconds in which `dask … --help` must have answered."""


def instructions() -> list[tuple[str, str]]:
    """The Dockerfile's instructions in order, each with all that belongs to it."""
    lines = [line for line in source("Dockerfile").splitlines() if not line.startswith("#")]
    joined = "\n".join(lines).replace("\\\n", " ")
    return [(word, rest.strip()) for word, _, rest in (line.partition(" ") for line in joined.splitlines() if line)]


def said(word: str) -> list[str]:
    return [rest for name, rest in instructions() if name == word]


COPIES = [line.split()[0] for line in said("COPY")]
COMPOSE = yaml.safe_load(source("compose.yaml"))
SERVICES = COMPOSE["services"]


def sent_to_the_builder(name: str) -> bool:
    """Whether .dockerignore lets this file through: the last line that fits counts, and `!` lets through."""
    through = True
    for line in source(".dockerignore").splitlines():
        pattern = line.removeprefix("!")
        places = [name, *(parent.as_posix() for parent in Path(name).parents)]
        if pattern.startswith("**/"):  # in any folder
            pattern, places = pattern.removeprefix("**/"), list(Path(name).parts)
        if line and not line.startswith("#") and any(fnmatch(place, pattern) for place in places if place != "."):
            through = line.startswith("!")
    return through


def in_the_image() -> list[str]:
    """The files of the repository that are copied into it."""
    return [name for name in FILES if sent_to_the_builder(name) and any(is_in(name, each) for each in COPIES)]


def is_in(name: str, place: str) -> bool:
    return name == place or name.startswith(f"{place}/")


# What is in the image


@pytest.mark.parametrize("name", COPIES)
def test_what_is_copied_is_there_and_no_data_set(name):
    inside = [file for file in FILES if is_in(file, name)]
    assert inside, f"Dockerfile copies {name}, which git does not have"
    assert all(map(sent_to_the_builder, inside)), f".dockerignore keeps back what Dockerfile copies of {name}"
    assert not [file for file in inside if re.search(r"\.npz$|\.gz$|ubyte|mnist.*\.(npy|safetensors)$", file)]


@pytest.mark.parametrize("name", ["weights/mnist.npz", "ui/__pycache__/x.pyc", ".venv/bin/python", ".git/config",
                                  ".streamlit/secrets.toml", "tests/conftest.py"])  # fmt: skip
def test_what_lies_around_is_kept_back(name):
    assert not sent_to_the_builder(name)


def test_all_that_the_app_needs_is_in_it():
    needed = {*PACKAGE, *PAGES, *UI, "requirements.txt", ".streamlit/config.toml", "docs/report/report.json"}
    needed |= {name for name in FILES if name.startswith(("ui/", "weights/"))}
    assert not needed - set(in_the_image())


def test_it_runs_as_nobody_in_particular_with_a_volume_and_a_health_check():
    words = [name for name, _ in instructions()]
    user = said("USER")[-1]
    assert user not in ("root", "0")
    assert words.index("USER") < words.index("CMD")
    assert re.search(rf"useradd .*{user}", " ".join(said("RUN")))
    assert "AUTOENCODERS_DATA=/data" in said("ENV")[-1]
    assert said("VOLUME") == ["/data"]
    assert "/_stcore/health" in said("HEALTHCHECK")[-1]
    assert re.match(r"python:3\.1[123]-slim$", said("FROM")[-1])


@pytest.mark.parametrize("subpath", ["", "/lab"])
def test_it_starts_is_healthy_and_shows_a_page(subpath, tmp_path):
    """From a folder with nothing else in it, by the very lines of CMD and HEALTHCHECK; only that it listens to this machine."""
    for name in in_the_image():
        (tmp_path / "app" / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, tmp_path / "app" / name)
    port = free_port()
    here = {"AUTOENCODERS_DATA": str(tmp_path), "KERAS_HOME": str(Path.home() / ".keras")} | dict(os.environ)
    environment = dict(pair.split("=") for pair in shlex.split(said("ENV")[-1])) | here
    environment |= {"PORT": str(port), "STREAMLIT_SERVER_BASE_URL_PATH": subpath, "PATH": f"{BIN}:{os.environ['PATH']}"}
    command = [word.replace("0.0.0.0", "127.0.0.1") for word in json.loads(said("CMD")[-1])]
    check = said("HEALTHCHECK")[-1].partition(" CMD ")[2]
    with (tmp_path / "log").open("wb") as log:
        server = subprocess.Popen(command, cwd=tmp_path / "app", env=environment, stdout=log, stderr=subprocess.STDOUT)
    try:
        deadline = time.monotonic() + START_SECONDS
        while subprocess.run(["sh", "-c", check], env=environment, capture_output=True).returncode:
            assert server.poll() is None, (tmp_path / "log").read_text()
            assert time.monotonic() < deadline
            time.sleep(0.2)
        if not subpath:
            with ThreadPoolExecutor(1) as thread:
                assert "decoder draws from the code" in thread.submit(asyncio.run, start_page(port)).result()
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(20)
    assert subprocess.run(["sh", "-c", check], env=environment, capture_output=True).returncode, (
        "healthy without a server"
    )


async def start_page(port: int) -> str:
    visitor = await Visitor.arrive(port, "")
    answer = await visitor.ask()
    await visitor.leave()
    return answer.html


# What stands around it


def test_compose_has_two_servers_a_scheduler_and_two_workers_behind_nginx():
    assert set(SERVICES) == {"nginx", "app1", "app2", "scheduler", "worker"}
    assert SERVICES["app1"] == SERVICES["app2"] == COMPOSE["x-app"]
    assert SERVICES["worker"]["deploy"]["replicas"] == "${TRAINERS:-2}"
    assert [name for name, service in SERVICES.items() if "ports" in service] == ["nginx"]
    for service in SERVICES.values():
        assert set(service.get("depends_on", [])) <= set(SERVICES)
        for volume in service.get("volumes", []):
            place = volume.split(":")[0]
            assert place in COMPOSE["volumes"] or (ROOT / place).is_file()


def test_compose_asks_for_no_variable_that_it_does_not_explain():
    named = set(re.findall(r"\$\{(\w+)", source("compose.yaml")))
    head = source("compose.yaml").partition("\nx-app")[0]
    assert named
    assert not {name for name in named if name not in head}


def test_every_name_of_nginx_s_template_is_set_in_compose():
    names = set(re.findall(r"\$\{(\w+)\}", source(NGINX)))
    assert names == set(SERVICES["nginx"]["environment"])
    servers = {SERVICES["nginx"]["environment"][name] for name in ("FIRST", "SECOND")}
    port = re.search(r"PORT=(\d+)", said("ENV")[-1])
    assert port
    assert servers == {f"app1:{port[1]}", f"app2:{port[1]}"}


def test_nginx_lets_through_what_the_server_takes():
    limit = re.search(r"client_max_body_size (\d+)m;", source(NGINX))
    assert limit
    assert int(limit[1]) >= tomllib.loads(source(".streamlit/config.toml"))["server"]["maxUploadSize"]


def test_nginx_allows_the_one_script_that_stands_in_streamlit_s_first_page():
    page = (Path(streamlit.__file__).parent / "static/index.html").read_text()
    scripts = re.findall(r"<script>(.*?)</script>", page, flags=re.DOTALL)
    hashes = [base64.b64encode(hashlib.sha256(script.encode()).digest()).decode() for script in scripts]
    assert re.findall(r"'sha256-([^']+)'", source(NGINX)) == hashes


@pytest.mark.parametrize("name", ["scheduler", "worker"])
def test_dask_has_the_options_that_compose_gives_it(name):
    """By `python -m`: the plain command `dask` does not look for the package in the folder that it is started in."""
    command = SERVICES[name]["command"]
    assert command[:4] == ["python", "-m", "dask", name]
    asked = [sys.executable, *command[1:4], "--help"]
    help_ = subprocess.run(asked, capture_output=True, text=True, timeout=OPTIONS_OF_DASK, check=True).stdout
    options = [word for word in command if word.startswith("--")]
    assert options
    assert not [option for option in options if not re.search(rf"(?<![\w-]){option}(?![\w-])", help_)]


def test_the_unit_of_systemd_starts_the_app_for_this_machine_only():
    unit = source("deploy/latent-lab.service")
    command = re.search(r"^ExecStart=(.*)$", unit, flags=re.MULTILINE)
    assert command
    options = command[1].partition("streamlit run app.py ")[2]
    assert options == "--server.address 127.0.0.1 --server.headless true --server.fileWatcherType none"
    assert "DynamicUser=yes" in unit


# The Makefile


def recipe(target: str) -> str:
    found = re.search(rf"^{target}:.*\n((?:\t.*\n)+)", source("Makefile"), flags=re.MULTILINE)
    assert found, f"Makefile has no target {target}"
    return found[1]


def test_make_app_listens_to_this_machine_and_make_serve_to_all_without_watching_files():
    assert "--server.address localhost" in recipe("app")
    assert "0.0.0.0" not in recipe("app")
    assert "--server.address 0.0.0.0" in recipe("serve")
    assert "--server.fileWatcherType none" in recipe("serve")
    assert "--server.headless true" in recipe("serve")


def test_nginx_is_installed_where_its_test_must_not_be_skipped():
    assert re.search(r"wanted=.*nginx-light", source("Makefile"))
    assert re.search(r"^test: .*\bbrowser\b", source("Makefile"), flags=re.MULTILINE)
