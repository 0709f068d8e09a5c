// What package-lock.json must be for an install to bring what was reviewed, from any registry, under licences that we can keep:
// no address of a server, a digest for every package, no dependency past the registry. Another file may be given to check.
import { readFileSync } from 'node:fs';

const allowedLicences = new Set([
  'MIT',
  'MIT-0',
  'ISC',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  '0BSD',
  'BlueOak-1.0.0',
  'Unlicense',
  'CC0-1.0',
]);

const [, , file = new URL('../package-lock.json', import.meta.url)] = process.argv;
const { lockfileVersion, packages = {} } = JSON.parse(readFileSync(file, 'utf8'));
const installed = Object.entries(packages).filter(([path, { link }]) => path.includes('node_modules/') && !link);
const ours = Object.entries(packages).filter(([path]) => !path.includes('node_modules/'));

const problems = [
  ...(lockfileVersion === 3 ? [] : [`lockfileVersion is ${lockfileVersion}, not 3: write it with npm 9 or newer.`]),
  ...(installed.length > 0 ? [] : ['There are no packages in it.']),
  ...installed.flatMap(([path, found]) => problemsOf(path, found)),
  ...ours.flatMap(([path, found]) => foreignDependencies(path, found)),
];
for (const problem of problems) console.error(problem);
console.log(
  problems.length === 0
    ? `${installed.length} packages are as they must be.`
    : `${problems.length} problem(s) in package-lock.json.`,
);
process.exitCode = problems.length === 0 ? 0 : 1;

function problemsOf(path, { resolved, integrity = '', license = 'none', dev = false }) {
  const found = [];
  if (resolved !== undefined) found.push(`${path}: names an address (${resolved}). Write it anew with this project's .npmrc.`);
  if (!/^sha512-[A-Za-z0-9+/]{86}==$/.test(integrity)) found.push(`${path}: has no sha512 digest.`);
  // What only builds and tests is not handed on.
  if (!dev && !isAllowed(license)) found.push(`${path}: its licence (${license}) is not among those that we can keep.`);
  return found;
}

/** An SPDX expression: of `OR` one must do, of `AND` all. */
function isAllowed(licence) {
  const words = String(licence).replaceAll(/[()]/g, '');
  return words.split(' OR ').some((choice) => choice.split(' AND ').every((one) => allowedLicences.has(one.trim())));
}

/** git, http and file dependencies are whatever stands there on the day; a name and a version are not. */
function foreignDependencies(path, { dependencies, devDependencies, optionalDependencies, peerDependencies }) {
  const asked = Object.entries({ ...dependencies, ...devDependencies, ...optionalDependencies, ...peerDependencies });
  return asked
    .filter(([, wanted]) => /[/:]/.test(wanted))
    .map(([name, wanted]) => `${path || 'package.json'}: ${name} comes past the registry (${wanted}).`);
}
