import { readFileSync } from 'node:fs';
import type { Plugin } from 'vite';

const name = 'virtual:licences';
const lockfile = new URL('../../package-lock.json', import.meta.url);

interface Locked {
  readonly packages: Readonly<Record<string, { version?: string; license?: string; dev?: boolean; link?: boolean }>>;
}

/** Gives the page the list of what it and the servers are built on, from the lockfile: nobody has to keep it by hand. */
export function licences(): Plugin {
  return {
    name: 'licences',
    resolveId: (id) => (id === name ? `\0${name}` : null),
    load: (id) => (id === `\0${name}` ? `export const licences = ${JSON.stringify(readLicences())};` : null),
  };
}

function readLicences() {
  const { packages } = JSON.parse(readFileSync(lockfile, 'utf8')) as Locked;
  const found = Object.entries(packages)
    .filter(([path, { dev, link }]) => path.includes('node_modules/') && dev !== true && link !== true)
    .map(([path, { version, license }]) => ({ name: path.split('node_modules/').at(-1) ?? path, version, licence: license }));
  const byName = new Map(found.map((one) => [`${one.name} ${one.version}`, one]));
  return [...byName.values()].sort((a, b) => a.name.localeCompare(b.name));
}
