// npm run release:check: whether what is committed can be released as the version that it says it is; writes what is handed on beside it
// (.local/release): a bill of materials (CycloneDX, by npm) and the licences of all that production runs on.
import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { changelogProblems } from './release/changelog.mjs';
import { licencesFile, productionLicences } from './release/licences.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const out = join(root, '.local/release');
const billOptions = ['--omit=dev', '--sbom-format=cyclonedx', '--sbom-type=application', '--package-lock-only'];
const { version } = jsonOf('package.json');
const isVersion = /^\d+\.\d+\.\d+(-[0-9A-Za-z.-]+)?$/.test(version);

const problems = [
  ...(isVersion ? [] : [`package.json: ${version} is no version of semver.`]),
  ...otherVersions(),
  ...changelogProblems(readFileSync(join(root, 'CHANGELOG.md'), 'utf8'), version),
  ...(git('status', '--porcelain') === '' ? [] : ['There are changes that are not committed.']),
  ...(git('tag', '--list', `v${version}`) === '' ? [] : [`v${version} is released already: choose the next version.`]),
  ...problemsOf('the lockfile', '.ci/check-lockfile.mjs'),
];
for (const problem of problems) console.error(problem);
// A bill is about a version.
if (isVersion) writeWhatIsHandedOn();
const verdict =
  problems.length === 0 ? `can be released: git tag v${version}` : `cannot be released yet: ${problems.length} problem(s)`;
console.log(`${version} ${verdict}`);
process.exitCode = problems.length === 0 ? 0 : 1;

function jsonOf(path) {
  return JSON.parse(readFileSync(join(root, path), 'utf8'));
}

function otherVersions() {
  const folders = ['apps', 'packages'].flatMap((parent) => readdirSync(join(root, parent)).map((name) => `${parent}/${name}`));
  return folders
    .map((folder) => ({ folder, found: jsonOf(`${folder}/package.json`).version }))
    .filter(({ found }) => found !== version)
    .map(({ folder, found }) => `${folder}/package.json says ${found}, the project ${version}.`);
}

function git(...args) {
  return execFileSync('git', args, { cwd: root, encoding: 'utf8' }).trim();
}

function problemsOf(what, script) {
  try {
    execFileSync(process.execPath, [script], { cwd: root, stdio: 'pipe' });
    return [];
  } catch (error) {
    return [`${what}: ${String(error.stderr).trim()}`];
  }
}

function writeWhatIsHandedOn() {
  mkdirSync(out, { recursive: true });
  const bill = execFileSync('npm', ['sbom', ...billOptions], { cwd: root, encoding: 'utf8', maxBuffer: 64_000_000 });
  writeFileSync(join(out, 'sbom.cdx.json'), bill);
  const licences = productionLicences(root);
  writeFileSync(join(out, 'LICENCES.txt'), licencesFile(licences));
  const components = JSON.parse(bill).components.length;
  console.log(`.local/release: sbom.cdx.json with ${components} components, LICENCES.txt with ${licences.length} packages.`);
}
