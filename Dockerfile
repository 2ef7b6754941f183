# Latent Lab in a container: docs/running.md says how it is used. MNIST is not in it; it is fetched into the volume, or lies there.
FROM python:3.12-slim

RUN useradd --create-home --uid 1000 learner && mkdir /data && chown learner /data

WORKDIR /app
COPY requirements.txt .
RUN pip install --no-cache-dir -r requirements.txt
COPY app.py ./
COPY .streamlit .streamlit
COPY autoencoders autoencoders
COPY docs/report docs/report
COPY pages pages
COPY ui ui
COPY weights weights
RUN ln -s weights static
# Nobody may write here later, so Python could not keep what it compiles.
RUN python -m compileall -q app.py autoencoders pages ui

USER learner
ENV AUTOENCODERS_DATA=/data KERAS_HOME=/data/keras PYTHONUNBUFFERED=1 PORT=8501
VOLUME /data
EXPOSE 8501
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s CMD python -c "import os, urllib.request as r; r.urlopen('http://127.0.0.1:' + os.environ['PORT'] + os.environ.get('STREAMLIT_SERVER_BASE_URL_PATH', '') + '/_stcore/health', timeout=4)"
CMD ["sh", "-c", "exec streamlit run app.py --server.address 0.0.0.0 --server.port $PORT --server.headless true --server.fileWatcherType none"]
