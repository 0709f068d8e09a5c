import { OdooError, type OdooErrorKind } from '@branch-sync/odoo';
import { expect, it } from 'vitest';
import { isAnswer, isMiss } from './is-miss.ts';

const call = { host: 'pos.example', database: 'b1', model: 'pos.order', method: 'search_read' };
const errorOf = (kind: OdooErrorKind, httpStatus: number | null = null) => new OdooError(kind, 'x', call, { httpStatus });

it.each([
  ['nobody listens', errorOf('unreachable'), 'miss'],
  ['no answer in time', errorOf('timeout'), 'miss'],
  ['a host without address', errorOf('dns'), 'miss'],
  ['a proxy that has no Odoo behind it', errorOf('busy', 503), 'miss'],
  ['somebody else’s page', errorOf('not_odoo', 200), 'miss'],
  ['transactions that collide', errorOf('busy'), 'answer'],
  ['transactions that collide, told by JSON-2', errorOf('busy', 500), 'answer'],
  ['a missing right', errorOf('access_denied', 403), 'answer'],
  ['a wrong secret', errorOf('wrong_login'), 'answer'],
  ['an exception inside Odoo', errorOf('server_error', 500), 'answer'],
  ['our own signal', errorOf('aborted'), 'neither'],
  ['a certificate that is not trusted', errorOf('tls'), 'neither'],
  ['an address that is not asked', errorOf('address_refused'), 'neither'],
  ['a fault of ours', new TypeError('x'), 'neither'],
])('%s', (_, error, expected) => {
  expect(isMiss(error, { hasAnswered: false }) ? 'miss' : isAnswer(error) ? 'answer' : 'neither').toBe(expected);
});

it.each([
  ['a batch that takes too long', errorOf('timeout'), false],
  ['a proxy that takes no requests of this size', errorOf('not_odoo', 413), false],
  ['a line that is cut', errorOf('unreachable'), true],
  ['an Odoo that is being restarted', errorOf('busy', 503), true],
])('%s, of a side that has answered in this attempt', (_, error, expected) => {
  expect(isMiss(error, { hasAnswered: true })).toBe(expected);
});
