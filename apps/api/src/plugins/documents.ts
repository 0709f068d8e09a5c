import swagger, { type SwaggerTransformObject } from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import type { FastifyInstance } from 'fastify';
import plugin from 'fastify-plugin';
import { createJsonSchemaTransform, createJsonSchemaTransformObject } from 'fastify-type-provider-zod';

const description = `Brings each branch's POS orders into central as draft Sales Orders.

Send \`Authorization: Bearer KEY\`. Lists answer \`{ items, nextCursor }\`; give \`nextCursor\` back as \`cursor\` for the next page.
Ids are UUIDs, ids of Odoo records are numbers, times are ISO 8601 in UTC, money is a decimal string.
What fails is told as problem details (RFC 9457), with \`errors\` naming the fields.`;

/** A format says it all: the pattern that zod writes beside it is a screenful for every date. */
const zodToJsonConfig = {
  override: ({ jsonSchema }: { readonly jsonSchema: { format?: unknown; pattern?: unknown } }) => {
    if (jsonSchema.format !== undefined) delete jsonSchema.pattern;
  },
};

const transform = createJsonSchemaTransform({ zodToJsonConfig });
const withNamedSchemas = createJsonSchemaTransformObject({ zodToJsonConfig });

/** Named schemas are those of answers; the twin that is generated of each for requests (`BranchInput`) is used by none. */
const transformObject: SwaggerTransformObject = (generated) => {
  const document = withNamedSchemas(generated);
  const schemas = 'components' in document ? document.components?.schemas : undefined;
  for (const name of Object.keys(schemas ?? {})) delete schemas?.[`${name}Input`];
  return document;
};

/** OpenAPI of everything that is registered after it, generated from the contract: the page at /docs, the JSON at /docs/json. */
export const documents = plugin(async (app: FastifyInstance) => {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: { title: 'branch-sync', version: '1', description },
      servers: [{ url: '/' }],
      components: { securitySchemes: { key: { type: 'http', scheme: 'bearer' } } },
      security: [{ key: [] }],
    },
    transform,
    transformObject,
  });
  await app.register(swaggerUi, { routePrefix: '/docs', uiConfig: { deepLinking: true, layout: 'BaseLayout' } });
});
