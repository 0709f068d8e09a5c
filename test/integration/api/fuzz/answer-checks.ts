import fastify from 'fastify';
import { onTestFinished } from 'vitest';
import type { JsonSchema, Operation } from './openapi.ts';

/** Holds an answer's body against what the document says of its status and content type. Null: it is as told; else what is not. */
export type AnswerCheck = (operation: Operation, status: number, type: string, body: string) => Promise<string | null>;

/** A server that takes for a body exactly what each operation may answer. */
export async function answerChecks(
  operations: readonly Operation[],
  schemas: Readonly<Record<string, JsonSchema>>,
): Promise<AnswerCheck> {
  const customOptions = {
    coerceTypes: false,
    removeAdditional: false,
    useDefaults: false,
    strict: false,
    allErrors: false,
  } as const;
  const app = fastify({ ajv: { customOptions }, bodyLimit: 2 ** 26, routerOptions: { maxParamLength: 500 } });
  onTestFinished(() => app.close());
  const resource = (operation: Operation, status: string) => `/${operations.indexOf(operation)}/${status}`;
  app.addSchema({ $id: 'document', components: { schemas } });
  for (const operation of operations) {
    for (const [status, byType] of Object.entries(operation.answers)) {
      const body = byType['application/json'] ?? byType['application/problem+json'];
      if (body !== undefined) app.post(resource(operation, status), { schema: { body: rooted(body) } }, async () => 'as told');
    }
  }
  await app.ready();
  return async (operation, status, type, body) => {
    const told = operation.answers[status] === undefined ? 'default' : String(status);
    const types = Object.keys(operation.answers[told] ?? {});
    if (status === 204 && body === '') return null;
    if (!types.includes(type)) return `${status} is ${type}, not ${types.join(' or ')}`;
    if (!type.endsWith('json')) return null;
    const headers = { 'content-type': 'application/json' };
    const checked = await app.inject({ method: 'POST', url: resource(operation, told), headers, payload: body });
    return checked.statusCode === 200 ? null : checked.body;
  };
}

/** The schema with its references into the document that has the named ones. */
function rooted(schema: JsonSchema): unknown {
  return JSON.parse(JSON.stringify(schema).replaceAll('"$ref":"#/', '"$ref":"document#/'));
}
