# One recipe for the five services: docker build --build-arg SERVICE=auth-service .
# The stages before the last are the same for all of them, so they are built once.
ARG NODE_IMAGE=node:24-bookworm-slim

FROM ${NODE_IMAGE} AS manifests
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
COPY packages/contracts/package.json packages/contracts/
COPY packages/identity-store/package.json packages/identity-store/
COPY packages/service-kit/package.json packages/service-kit/
COPY auth-service/package.json auth-service/
COPY user-service/package.json user-service/
COPY customer-service/package.json customer-service/
COPY carrier-service/package.json carrier-service/
COPY pricing-service/package.json pricing-service/
COPY scripts/fleet/package.json scripts/fleet/

# No package needs its install script: what is native comes prebuilt.
FROM manifests AS build
RUN --mount=type=cache,target=/root/.npm npm ci --ignore-scripts --loglevel=error
COPY tsconfig.base.json ./
COPY packages packages
COPY auth-service auth-service
COPY user-service user-service
COPY customer-service customer-service
COPY carrier-service carrier-service
COPY pricing-service pricing-service
RUN node node_modules/typescript7/bin/tsc -b auth-service user-service customer-service carrier-service pricing-service \
 && find . -path ./node_modules -prune -o \( -name '*.d.ts' -o -name '*.tsbuildinfo' \) -exec rm {} +

# The compiler, types and source maps of other people's code are of no use to a running service.
FROM manifests AS dependencies
RUN --mount=type=cache,target=/root/.npm npm ci --omit=dev --ignore-scripts --loglevel=error \
 && rm -rf node_modules/typescript \
 && find node_modules -type f \( -name '*.d.ts' -o -name '*.d.mts' -o -name '*.d.cts' -o -name '*.map' \) -delete

FROM ${NODE_IMAGE}
ARG SERVICE
COPY --from=dependencies /app/node_modules /app/node_modules
COPY --from=build /app/packages/contracts/package.json /app/packages/contracts/
COPY --from=build /app/packages/contracts/dist /app/packages/contracts/dist
COPY --from=build /app/packages/service-kit/package.json /app/packages/service-kit/
COPY --from=build /app/packages/service-kit/dist /app/packages/service-kit/dist
COPY --from=build /app/packages/identity-store/package.json /app/packages/identity-store/
COPY --from=build /app/packages/identity-store/dist /app/packages/identity-store/dist
COPY --from=build /app/${SERVICE}/package.json /app/${SERVICE}/
COPY --from=build /app/${SERVICE}/dist /app/${SERVICE}/dist
COPY docker/healthcheck.mjs /app/
WORKDIR /app/${SERVICE}
USER node
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=5s --timeout=5s --retries=6 --start-period=60s CMD ["node", "/app/healthcheck.mjs"]
# Node itself is the process that is told to stop, no shell or npm in between.
CMD ["node", "--enable-source-maps", "dist/main.js"]
