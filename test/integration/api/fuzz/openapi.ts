import type { LightMyRequestResponse } from 'fastify';
import { type Method, methods } from '../an-api.ts';

/** As much of JSON Schema as the document uses. */
export interface JsonSchema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly JsonSchema[];
  readonly format?: string;
  readonly pattern?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly items?: JsonSchema;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly propertyNames?: JsonSchema;
  readonly additionalProperties?: JsonSchema | boolean;
}

interface Content {
  readonly content?: Readonly<Record<string, { readonly schema?: JsonSchema }>>;
}

interface OperationObject {
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: Content;
  readonly responses: Readonly<Record<string, Content>>;
}

interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, OperationObject>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, JsonSchema>> };
}

export interface Parameter {
  readonly in: 'path' | 'query' | 'header';
  readonly name: string;
  readonly required?: boolean;
  readonly schema: JsonSchema;
}

/** One call as the document tells it. */
export interface Operation {
  readonly method: Method;
  readonly path: string;
  readonly parameters: readonly Parameter[];
  /** Null: it takes no body. */
  readonly body: { readonly type: string; readonly schema: JsonSchema } | null;
  /** By status, and by content type; those without a content are not there. */
  readonly answers: Readonly<Record<string, Readonly<Record<string, JsonSchema>>>>;
}

/** Every operation of the document that an API makes of itself, and its named schemas. */
export function readDocument(answer: LightMyRequestResponse): {
  readonly operations: readonly Operation[];
  readonly schemas: Document['components']['schemas'];
} {
  const document = answer.json<Document>();
  const operations = Object.entries(document.paths).flatMap(([path, byMethod]) =>
    methods.flatMap((method): Operation[] => {
      const operation = byMethod[method.toLowerCase()];
      return operation === undefined ? [] : [operationOf(method, path, operation)];
    }),
  );
  return { operations, schemas: document.components.schemas };
}

function operationOf(method: Method, path: string, { parameters = [], requestBody, responses }: OperationObject): Operation {
  const [body] = Object.entries(schemasOf(requestBody)).map(([type, schema]) => ({ type, schema }));
  const answers = Object.fromEntries(Object.entries(responses).map(([status, content]) => [status, schemasOf(content)]));
  return { method, path, parameters, body: body ?? null, answers };
}

function schemasOf({ content = {} }: Content = {}): Record<string, JsonSchema> {
  return Object.fromEntries(Object.entries(content).map(([type, { schema = {} }]) => [type, schema]));
}
