// Makes a clone ready to run: installs the dependencies where they are missing or out of date, then builds what has changed.
// Every npm command that runs the product begins with it; where all is in place it costs the time of an empty `tsc -b`.
import { constants } from 'node:fs';
import { access, mkdir, stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildConsole } from './ready/build-console.mjs';
import { lackingPackages } from './ready/lacking-packages.mjs';
import { withLock } from './ready/lock.mjs';
import { ProgramError, runProgram } from './ready/run-program.mjs';

const project = fileURLToPath(new URL('..', import.meta.url));
const local = join(project, '.local');

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  fail(`branch-sync needs Node 20.19 or newer; this is ${process.versions.node}.`);
} else {
  await withLock(join(local, 'ready.lock'), say, async (signal) => {
    await installWhatIsMissing(signal);
    await build(signal);
  }).catch((error) => {
    if (!(error instanceof ProgramError)) throw error;
    fail(error.message);
  });
}

async function installWhatIsMissing(signal) {
  const lacking = await lackingPackages(project);
  if (lacking.length === 0) return;
  say('Installing the dependencies (npm ci); the first time this may take a minute.');
  const [program, ...args] = await npm();
  // Without `dev` there is no compiler, without `optional` no embedded Postgres, whatever NODE_ENV or an .npmrc say.
  const options = ['--include=dev', '--include=optional', '--no-audit', '--no-fund', '--loglevel=error'];
  await runProgram(program, [...args, 'ci', ...options], {
    cwd: project,
    signal,
    env: { ...process.env, ...(await writableCache()) },
    onFailure: 'npm ci failed: correct what it says above, then run the command again.',
  });
  const still = await lackingPackages(project);
  if (still.length > 0) throw new ProgramError(`npm ci did not install all that package-lock.json names: ${still.join(', ')}.`);
}

async function build(signal) {
  const onFailure = 'The build failed: correct the errors above, then run the command again.';
  const built = await exists(join(project, 'apps', 'cli', 'dist', '.tsbuildinfo'));
  if (!built) say('Building (tsc -b, vite build).');
  const tsc = join(project, 'node_modules', 'typescript', 'bin', 'tsc');
  await runProgram(process.execPath, [tsc, '-b'], {
    cwd: project,
    signal,
    onFailure,
  });
  await buildConsole(project, { signal, onFailure });
}

/** The npm that runs us, else the one on PATH: a machine may have several. */
async function npm() {
  const running = process.env.npm_execpath ?? '';
  return running.endsWith('npm-cli.js') && (await exists(running)) ? [process.execPath, running] : ['npm'];
}

/** npm keeps its cache below HOME, which some users have not got: then the cache stands in the clone. */
async function writableCache() {
  const cache = process.env.npm_config_cache ?? join(homedir(), '.npm');
  const isWritable = await mkdir(cache, { recursive: true })
    .then(() => access(cache, constants.W_OK))
    .then(
      () => true,
      () => false,
    );
  return isWritable ? {} : { npm_config_cache: join(local, 'cache', 'npm') };
}

function exists(path) {
  return stat(path).then(
    () => true,
    () => false,
  );
}

/** Standard output belongs to the command that comes after us. */
function say(line) {
  process.stderr.write(`${line}\n`);
}

function fail(line) {
  say(line);
  process.exitCode = 1;
}
