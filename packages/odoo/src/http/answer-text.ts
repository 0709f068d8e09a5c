import type { Readable } from 'node:stream';
import { createGunzip, type Gunzip } from 'node:zlib';
import type { Meter } from '../observe.ts';
import { ExchangeError } from './exchange-error.ts';

/**
 * An answer's text, chunk by chunk, as it arrives. Throws `ExchangeError` for more than `maxBytes` (decompressed: a small
 * answer may unpack to a large one), for a compression that was not asked for and for what is not UTF-8; what the
 * connection throws passes.
 */
export async function* answerText(
  body: Readable,
  encoding: string | null,
  maxBytes: number,
  meter: Meter,
): AsyncGenerator<string> {
  // Not lenient: a replacement character would go into a name or a note and stay there.
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let bytes = 0;
  const content = decompressed(body, encoding);
  try {
    for await (const chunk of content as AsyncIterable<Buffer>) {
      bytes += chunk.byteLength;
      if (bytes > maxBytes) throw new ExchangeError('not_odoo', `the answer is larger than ${maxBytes} bytes.`, true);
      yield decoder.decode(chunk, { stream: true });
    }
    yield decoder.decode();
  } finally {
    // A gunzip was written as many bytes as the line has brought.
    meter.receivedBytes += 'bytesWritten' in content ? content.bytesWritten : bytes;
  }
}

function decompressed(body: Readable, encoding: string | null): Readable | Gunzip {
  switch (encoding?.trim().toLowerCase() ?? 'identity') {
    case 'identity':
      return body;
    case 'gzip':
    case 'x-gzip': {
      const gunzip = createGunzip();
      // `pipe` carries data and end, but not the error of a connection that was cut.
      body.on('error', (error) => gunzip.destroy(error));
      return body.pipe(gunzip);
    }
    default:
      throw new ExchangeError('not_odoo', 'the answer is compressed in a way that was not asked for.', true);
  }
}
