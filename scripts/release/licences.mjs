// The licences of what is handed on, each with its text as its package has it.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const fileOfLicence = /^(licen[cs]e|copying|notice)/i;

/** What production runs on: name, version, licence, and the texts that its package brings. */
export function productionLicences(root) {
  const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
  return Object.entries(packages)
    .filter(([path, { dev, link }]) => path.includes('node_modules/') && dev !== true && link !== true)
    .map(([path, { version, license = 'none' }]) => ({
      name: path.split('node_modules/').at(-1),
      version,
      licence: license,
      texts: textsOf(join(root, path)),
    }))
    .sort((a, b) => a.name.localeCompare(b.name) || a.version.localeCompare(b.version));
}

/** Empty where the package is not on this machine (it is for another system), or brings none. */
function textsOf(folder) {
  let files = [];
  try {
    files = readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
  return files
    .filter((file) => file.isFile() && fileOfLicence.test(file.name))
    .map(({ name }) => readFileSync(join(folder, name), 'utf8').trim());
}

/** One file to hand on with a release. */
export function licencesFile(licences) {
  const parts = licences.map(({ name, version, licence, texts }) => [`${name} ${version}: ${licence}`, ...texts].join('\n\n'));
  return `${parts.join(`\n\n${'-'.repeat(100)}\n\n`)}\n`;
}
