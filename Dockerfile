# Builds Sublarr and the image it runs in. How to use it: docs/how-to/run-with-docker.md. How it is checked: build/docker-check.
# Any Debian or Ubuntu with the .NET SDK or the ASP.NET Core runtime in it will do for a base.
ARG BUILD_BASE=mcr.microsoft.com/dotnet/sdk:10.0
ARG RUNTIME_BASE=mcr.microsoft.com/dotnet/aspnet:10.0

FROM ${BUILD_BASE} AS build
WORKDIR /source

# First what decides the packages: they are not restored again when only code has changed.
# RequiresAspNetWebAssets brings Blazor's script: the SDK looks for Razor files to set it, and there are none yet. CompileAhead brings the compiler for it.
COPY global.json Directory.Build.props Directory.Packages.props ./
COPY build/ build/
COPY Sublarr.Domain/Sublarr.Domain.csproj Sublarr.Domain/
COPY Sublarr.Infrastructure/Sublarr.Infrastructure.csproj Sublarr.Infrastructure/
COPY Sublarr.Web/Sublarr.Web.csproj Sublarr.Web/
RUN dotnet restore Sublarr.Web -p:RequiresAspNetWebAssets=true -p:CompileAhead=true

# As build/publish does, and without a program of its own: the image starts dotnet.
COPY . .
RUN dotnet publish Sublarr.Web --no-restore --configuration Release --output /app -p:CompileAhead=true -p:RunAnalyzers=false -p:UseAppHost=false

FROM ${RUNTIME_BASE}

# tini reaps what scripts leave behind; setsid of util-linux tries out how far they are contained; curl asks for the health and serves scripts.
# The number in the name of libicu changes with the release of the base.
RUN apt-get update \
    && DEBIAN_FRONTEND=noninteractive apt-get install --yes --no-install-recommends \
        ca-certificates coreutils curl passwd tini tzdata util-linux '^libicu[0-9]+$' \
    && rm -rf /var/lib/apt/lists/* /var/cache/apt/* /var/log/apt /var/log/dpkg.log

# Some bases give the id 1000 to a user of their own.
RUN { getent passwd 1000 | cut -d: -f1 | xargs -r userdel; } \
    && { getent group 1000 | cut -d: -f1 | xargs -r groupdel; } \
    && groupadd --gid 1000 sublarr \
    && useradd --uid 1000 --gid 1000 --no-create-home --home-dir /tmp --shell /usr/sbin/nologin --no-log-init sublarr \
    && install --directory --owner=1000 --group=1000 /config /media

COPY --from=build /app /app
WORKDIR /app

# HOME: what a library may keep there is worth nothing, and every user can write to /tmp.
# ASPNETCORE_HTTP_PORTS: the public base sets it, and Sublarr would warn that it goes by SUBLARR_PORT.
ENV SUBLARR_CONFIG_DIR=/config \
    SUBLARR_MEDIA_PATH=/media \
    SUBLARR_PORT=5765 \
    HOME=/tmp \
    ASPNETCORE_HTTP_PORTS=

VOLUME ["/config", "/media"]
EXPOSE 5765
USER 1000:1000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=10s --start-period=60s --retries=3 \
    CMD curl --fail --silent --output /dev/null --noproxy '*' --max-time 8 "http://127.0.0.1:${SUBLARR_PORT}/health"
ENTRYPOINT ["/usr/bin/tini", "--", "dotnet", "Sublarr.Web.dll"]

ARG VERSION=development
ARG REVISION=unknown
LABEL org.opencontainers.image.title="Sublarr" \
    org.opencontainers.image.description="Subtitles for Sonarr and Radarr libraries: found, scored, downloaded and announced" \
    org.opencontainers.image.licenses="MIT" \
    org.opencontainers.image.version="${VERSION}" \
    org.opencontainers.image.revision="${REVISION}"
