import { readFileSync } from 'node:fs';

/** The recordings stand beside `src` and `dist` alike. */
const FOLDER = new URL('../../recordings/', import.meta.url);

/** Reads one recorded file, e.g. `fields/central.sale.order.json`; null where nothing was recorded under that name. */
export function readRecording(path: string): unknown {
  let text: string;
  try {
    text = readFileSync(new URL(path, FOLDER), 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
  return JSON.parse(text);
}

/** A recorded file that must be there. */
export function requireRecording(path: string): unknown {
  const recorded = readRecording(path);
  if (recorded === null) throw new Error(`The recording ${path} is missing from packages/odoo-sim/recordings.`);
  return recorded;
}
