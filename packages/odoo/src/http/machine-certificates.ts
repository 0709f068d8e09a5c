import { readFileSync } from 'node:fs';
import * as tls from 'node:tls';
import { z } from 'zod';

/**
 * The authorities that this process trusts anyhow, in PEM: Node's own and those of NODE_EXTRA_CA_CERTS. Who gives Node a list takes their
 * place; newer Nodes tell them, older ones only their own. A file that cannot be read counts for nothing, as with Node itself, which has warned.
 */
export function machineCertificates(extraFile = process.env['NODE_EXTRA_CA_CERTS']): readonly string[] {
  if ('getCACertificates' in tls && typeof tls.getCACertificates === 'function') {
    return z.array(z.string()).parse(tls.getCACertificates('default'));
  }
  return [...tls.rootCertificates, ...(extraFile ? read(extraFile) : [])];
}

function read(file: string): readonly string[] {
  try {
    return [readFileSync(file, 'utf8')];
  } catch {
    return [];
  }
}
