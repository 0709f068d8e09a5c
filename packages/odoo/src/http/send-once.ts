import { Agent } from 'undici';
import type { OdooLimits } from '../client.ts';
import { newMeter } from '../observe.ts';
import { exchange } from './exchange.ts';
import { guardedConnector } from './guarded-connector.ts';

/** Whether a receiver took what was sent, and how its answer begins. */
export interface ShortAnswer {
  readonly status: number;
  /** The first characters of its text; empty where it is no text. */
  readonly beginning: string;
}

const readAtMost = 2_000;

/**
 * Sends a body to somebody who is no Odoo, under the bounds that every connection has: allowed addresses only, looked at when the socket is opened,
 * a deadline for the whole, no redirect. Throws `ExchangeError` for whatever the network does.
 */
export async function sendOnce(
  url: string,
  headers: Readonly<Record<string, string>>,
  body: string,
  limits: OdooLimits,
): Promise<ShortAnswer> {
  const agent = new Agent({ connect: guardedConnector(limits, { rejectUnauthorized: true }), headersTimeout: 0, bodyTimeout: 0 });
  try {
    return await exchange(
      agent,
      { method: 'POST', url, headers, body, meter: newMeter() },
      limits,
      [],
      async ({ status, chunks }) => ({
        status,
        beginning: await beginningOf(chunks),
      }),
    );
  } finally {
    await agent.destroy();
  }
}

/** What the head says is enough: an answer that is cut, or is no text, is none the worse for it. */
async function beginningOf(chunks: AsyncIterable<string>): Promise<string> {
  let text = '';
  try {
    for await (const chunk of chunks) {
      text += chunk;
      if (text.length >= readAtMost) break;
    }
  } catch {
    return '';
  }
  return text.slice(0, readAtMost);
}
