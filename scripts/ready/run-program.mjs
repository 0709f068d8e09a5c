import { spawn } from 'node:child_process';
import { once } from 'node:events';

/** A program failed, and its output has been shown; the message says what to do. */
export class ProgramError extends Error {}

/**
 * Runs a program quietly: what it prints is shown only if it fails. Ended by `signal`, it is waited for.
 * Throws `ProgramError`.
 */
export async function runProgram(program, args, { cwd, env = process.env, signal, onFailure }) {
  const child = spawn(program, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
  const printed = [];
  child.stdout.on('data', (chunk) => printed.push(chunk));
  child.stderr.on('data', (chunk) => printed.push(chunk));
  const end = () => child.kill('SIGTERM');
  signal.addEventListener('abort', end);
  try {
    if (signal.aborted) end();
    const [code] = await once(child, 'close');
    signal.throwIfAborted();
    if (code === 0) return;
  } catch (error) {
    if (error.syscall === undefined) throw error;
    throw new ProgramError(`${program} could not be started (${error.code}).`);
  } finally {
    signal.removeEventListener('abort', end);
  }
  process.stderr.write(Buffer.concat(printed));
  throw new ProgramError(onFailure);
}
