import type { Role } from '@branch-sync/db';
import { fc } from '@fast-check/vitest';
import type { Method } from '../an-api.ts';
import type { Operation, Parameter } from './openapi.ts';
import { type Known, slightlyWrong, someOf, valid, wild } from './values.ts';

/** A request that is about to be made; its body is text already. */
export interface FuzzedRequest {
  readonly as: Role;
  readonly method: Method;
  readonly url: string;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: string | undefined;
}

const types = [
  ...[
    'application/json',
    'application/json; charset=utf-16',
    'application/problem+json',
    'text/plain',
    'text/csv',
    'application/xml',
  ],
  ...['application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', '/', ''],
];
/** Pieces of paths that are no parameter's value; those that lead to another path are tried over the wire (paths.test.ts). */
const brokenPieces = [
  '%zz',
  '%',
  '%00',
  '%2e%2e%2f',
  '%252e',
  '..;',
  '%5c',
  ';x=1',
  '%ff',
  '%e2%82',
  '*',
  '%u0041',
  'x'.repeat(120),
];
const brokenQueries = [
  ...[
    'limit=1&limit=2',
    'a[b]=c',
    '__proto__=1',
    'constructor[prototype]=1',
    '%zz',
    '=',
    '&&',
    '?',
    'limit',
    'cursor=%00',
    'q=%ff',
  ],
  `q=${'x'.repeat(9_000)}`,
];
/** What a client can put on the wire: Node refuses the rest before it is a request. */
const headerText = fc.string({ unit: fc.constantFrom(...' !"\'%,;=?az09~\u00e4\u00ff'), maxLength: 60 });

/** Requests to an operation: some as it says, more with things wrong in every part. */
export function requestsTo(operation: Operation, known: Known): fc.Arbitrary<FuzzedRequest> {
  const of = (place: Parameter['in']) => operation.parameters.filter((parameter) => parameter.in === place);
  const asTold = fc.record({
    as: fc.constant<Role>('admin'),
    method: fc.constant(operation.method),
    url: fc
      .tuple(
        pathOf(operation, (one) => right(one, known)),
        queryOf(of('query'), (one) => right(one, known)),
      )
      .map((parts) => parts.join('')),
    headers: headersOf(of('header'), (one) => right(one, known).map(String), fc.constant(operation.body?.type)),
    body: operation.body === null ? fc.constant(undefined) : rightBody(operation.body, known),
  });
  const brokenPath = fc.constantFrom(...brokenPieces);
  const nearly = (one: Parameter) => fc.oneof({ weight: 5, arbitrary: right(one, known) }, { weight: 1, arbitrary: wild });
  const path = pathOf(operation, nearly, brokenPath);
  const query = fc.oneof(
    { weight: 4, arbitrary: queryOf(of('query'), nearly) },
    { weight: 1, arbitrary: fc.constantFrom(...brokenQueries).map((text) => `?${text}`) },
  );
  const astray = fc.record({
    as: fc.constantFrom<Role>('admin', 'admin', 'admin', 'operator', 'viewer'),
    method: fc.constant(operation.method),
    url: fc.tuple(path, query).map((parts) => parts.join('')),
    headers: headersOf(
      of('header'),
      () => headerText,
      fc.oneof({ weight: 8, arbitrary: fc.constant(operation.body?.type) }, { weight: 1, arbitrary: fc.constantFrom(...types) }),
    ),
    body: wrongBody(operation, known),
  });
  return fc.oneof({ weight: 2, arbitrary: asTold }, { weight: 3, arbitrary: astray });
}

function right({ name, schema }: Parameter, known: Known): fc.Arbitrary<unknown> {
  return valid(schema, known, name);
}

type ValuesOf = (parameter: Parameter) => fc.Arbitrary<unknown>;

function pathOf({ path, parameters }: Operation, valuesOf: ValuesOf, broken?: fc.Arbitrary<string>): fc.Arbitrary<string> {
  const ofPath = parameters.filter((parameter) => parameter.in === 'path');
  const pieces = ofPath.map((parameter) => {
    const encoded = valuesOf(parameter).map(encode);
    return broken === undefined ? encoded : fc.oneof({ weight: 6, arbitrary: encoded }, { weight: 1, arbitrary: broken });
  });
  const filled = (values: readonly string[]) =>
    ofPath.reduce((url, { name }, index) => url.replace(`{${name}}`, () => values[index] ?? ''), path);
  return fc.tuple(...pieces).map(filled);
}

function queryOf(parameters: readonly Parameter[], valuesOf: ValuesOf): fc.Arbitrary<string> {
  const required = parameters.filter((parameter) => parameter.required).map(({ name }) => name);
  const asked = someOf(Object.fromEntries(parameters.map((parameter) => [parameter.name, parameter])), required, valuesOf);
  return asked.map((values) => {
    const pairs = Object.entries(values).map(([name, value]) => `${name}=${encode(value)}`);
    return pairs.length === 0 ? '' : `?${pairs.join('&')}`;
  });
}

function headersOf(
  parameters: readonly Parameter[],
  valuesOf: ValuesOf,
  type: fc.Arbitrary<string | undefined>,
): fc.Arbitrary<Record<string, unknown>> {
  const told = someOf(Object.fromEntries(parameters.map((parameter) => [parameter.name, parameter])), [], valuesOf);
  const usual = fc.record(
    { accept: headerText, 'x-request-id': headerText, range: fc.constant('bytes=0-1'), 'if-none-match': fc.constant('*') },
    { requiredKeys: [] },
  );
  return fc.tuple(usual, told, type).map(([more, asked, contentType]) => ({
    ...more,
    ...asked,
    ...(contentType === undefined ? {} : { 'content-type': contentType }),
  }));
}

function rightBody({ type, schema }: NonNullable<Operation['body']>, known: Known): fc.Arbitrary<string> {
  return type === 'text/csv' ? csv() : valid(schema, known).map((value) => JSON.stringify(value));
}

function wrongBody({ method, body }: Operation, known: Known): fc.Arbitrary<string | undefined> {
  if (body === null) return method === 'GET' ? fc.constant(undefined) : fc.constantFrom(undefined, '{}', '[', 'null');
  const text = rightBody(body, known);
  const broken = fc.tuple(text, fc.nat()).map(([whole, at]) => whole.slice(0, at % (whole.length + 1)));
  const json = fc.oneof(slightlyWrong(valid(body.schema, known)), wild).map((value) => JSON.stringify(value));
  return fc.oneof(
    { weight: 3, arbitrary: text },
    { weight: 6, arbitrary: json },
    { weight: 1, arbitrary: broken },
    { weight: 1, arbitrary: fc.constant(undefined) },
  );
}

function csv(): fc.Arbitrary<string> {
  const models = fc.constantFrom('product.product', 'account.tax', 'res.users', 'res.partner', 'x');
  const cell = fc.oneof(fc.integer({ min: -2, max: 200 }), wild, fc.constantFrom('none', '', '"', '"a', 'a"b', "'=1", '1;2'));
  const row = fc.tuple(models, cell, cell).map((cells) => cells.map((one) => String(one)).join(','));
  const head = fc.constantFrom(
    'model,remote_id,central_id',
    'model;remote_id;central_id',
    'central_id,model',
    '\ufeffmodel,remote_id,central_id',
    '',
  );
  return fc
    .tuple(head, fc.array(row, { maxLength: 6 }), fc.constantFrom('\n', '\r\n', '\r'))
    .map(([first, rows, end]) => [first, ...rows].join(end));
}

/** A value for a URL; halves of surrogate pairs become what a browser makes of them. */
function encode(value: unknown): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
  return encodeURIComponent(Buffer.from(text, 'utf8').toString('utf8')).slice(0, 3_000);
}
