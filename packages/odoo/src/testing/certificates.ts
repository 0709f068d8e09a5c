import { readFileSync } from 'node:fs';

const read = (name: string) => readFileSync(new URL(`./certificates/${name}.pem`, import.meta.url), 'utf8');

/** A certificate for tests, in PEM (certificates/README.md says which there are). */
export function certificate(name: 'authority' | 'another-authority' | 'loopback' | 'self-signed'): string {
  return read(name);
}

/** What a server for tests shows that it is. */
export interface ServerIdentity {
  readonly cert: string;
  readonly key: string;
}

/** The certificate and private key of a server for tests. */
export function serverIdentity(name: 'loopback' | 'elsewhere' | 'self-signed'): ServerIdentity {
  return { cert: read(name), key: read(`${name}.key`) };
}
