import { readFileSync } from 'node:fs';
import type { Reply } from './http-server.ts';

const folder = new URL('../../../odoo-sim/recordings/wire/', import.meta.url);

/** A file of the wire recordings of a real Odoo 19. */
export function recording(name: string): string {
  return readFileSync(new URL(name, folder), 'utf8');
}

/** A recorded exchange of JSON-2. */
export function json2Recording(name: string): { readonly path: string; readonly body: unknown; readonly reply: Reply } {
  const [, path = '', body = '', status = '', contentType = '', answer = ''] =
    /^POST (\S+)\n([\s\S]*?)\n\nHTTP (\d+) ([^\n]*)\n([\s\S]*)$/.exec(recording(`${name}.txt`)) ?? [];
  return {
    path,
    body: JSON.parse(body),
    reply: { status: Number(status), headers: { 'content-type': contentType }, body: answer },
  };
}
