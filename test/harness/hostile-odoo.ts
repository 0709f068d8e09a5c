import type { ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';
import { startHttpServer } from '../../packages/odoo/src/testing/http-server.ts';
import { versionReply } from '../../packages/odoo/src/testing/replies.ts';

/** What a server may do to whoever asks it, if it means him harm or has gone mad. */
export type Attack = 'gigabyte' | 'gzip-bomb' | 'entity-bomb' | 'value-bomb' | 'deep-json' | 'trickle';

const gigabyte = 1_000_000_000;
const opening = '<methodResponse><params><param><value>';
const xml = { 'content-type': 'text/xml' };
const json = { 'content-type': 'application/json' };

/** Each entity ten times the one before: a gigabyte of letters in a few hundred bytes. */
const laughs = Array.from({ length: 9 }, (_, level) => `<!ENTITY l${level + 1} "${`&l${level};`.repeat(10)}">`).join('');

const attacks: Readonly<Record<Attack, (response: ServerResponse) => void>> = {
  gigabyte: (response) => pour(response.writeHead(200, json), '"', Buffer.alloc(65_536, 'x')),
  'gzip-bomb': (response) => {
    response.writeHead(200, { ...json, 'content-encoding': 'gzip' }).write(gzipSync('"'));
    const part = gzipSync(Buffer.alloc(10_000_000, 'x'));
    for (let sent = 0; sent < gigabyte; sent += 10_000_000) response.write(part);
    response.end();
  },
  'entity-bomb': (response) =>
    response
      .writeHead(200, xml)
      .end(`<!DOCTYPE x [<!ENTITY l0 "ha">${laughs}]>${opening}&l9;</value></param></params></methodResponse>`),
  'value-bomb': (response) => pour(response.writeHead(200, json), '[', Buffer.from('{},'.repeat(20_000))),
  'deep-json': (response) => pour(response.writeHead(200, json), '', Buffer.alloc(65_536, '[')),
  trickle(response) {
    response.writeHead(200, xml).write(opening);
    const timer = setInterval(() => response.write('x'), 50);
    response.on('close', () => clearInterval(timer));
  },
};

/** A server that says it is Odoo 19 if need be, and attacks whoever asks more; it ends with the test. Gives its URL. */
export async function aHostileOdoo(attack: Attack): Promise<string> {
  const comesFirst = attack === 'entity-bomb' || attack === 'trickle';
  const { url } = await startHttpServer(({ path }) =>
    path === '/xmlrpc/2/common' && !comesFirst ? versionReply('19.0')() : attacks[attack],
  );
  return url;
}

/** Sends a piece again and again, as fast as it is read, until a gigabyte is sent or nobody reads any more. */
function pour(response: ServerResponse, first: string, piece: Buffer): void {
  let sent = 0;
  response.write(first);
  const more = () => {
    while (sent < gigabyte && !response.destroyed) {
      sent += piece.byteLength;
      if (!response.write(piece)) return;
    }
    response.end();
  };
  response.on('drain', more);
  more();
}
