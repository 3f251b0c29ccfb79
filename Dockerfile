# docs/deploy.md says how it is run. Two stages: what builds stays behind.
ARG PYTHON=3.11
FROM python:${PYTHON}-slim AS build
WORKDIR /src
COPY pyproject.toml constraints.txt README.md LICENSE ./
COPY bot bot
COPY config config
COPY knowledge knowledge
RUN python -m venv /opt/dealbot \
    && /opt/dealbot/bin/pip install --no-cache-dir --disable-pip-version-check -c constraints.txt '.[postgres,sentry,web]'

FROM python:${PYTHON}-slim
RUN useradd --uid 10001 --user-group --create-home --home-dir /var/lib/dealbot dealbot \
    && install -d -o dealbot -g dealbot /data
COPY --from=build /opt/dealbot /opt/dealbot
ENV PATH=/opt/dealbot/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    DATABASE_URL=sqlite:////data/dealbot.db \
    PORT=8080
USER 10001
WORKDIR /data
# Learned once here, so that a container answers seconds after it starts.
RUN dealbot check
VOLUME /data
EXPOSE 8080
HEALTHCHECK --interval=30s --timeout=10s --start-period=60s \
    CMD ["python", "-c", "import os, urllib.request as web; web.urlopen(f\"http://127.0.0.1:{os.environ['PORT']}/healthz\", timeout=9)"]
ENTRYPOINT ["dealbot"]
CMD ["run"]
