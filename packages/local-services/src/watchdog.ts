import { spawn } from 'node:child_process';

/** What a watchdog does once we are gone. */
export interface WatchdogOrders {
  readonly pid: number;
  readonly signal: 'TERM' | 'INT';
  /** Folders to remove after the server has ended. */
  readonly remove: readonly string[];
}

// Reads a pipe whose other end dies with us, whatever kills us. A server that does not end within ten seconds is killed.
const script = `
trap '' INT TERM HUP
while read -r word; do [ "$word" = dismiss ] && exit 0; done
pid=$1; kill -"$2" "$pid"; shift 2
waited=0
while kill -0 "$pid" 2>/dev/null && [ $waited -lt 100 ]; do sleep 0.1; waited=$((waited + 1)); done
kill -KILL "$pid" 2>/dev/null
[ $# -eq 0 ] || rm -rf -- "$@"
`;

/**
 * Ends a server when this process is gone, even by SIGKILL: a shell in a session of its own waits for it. Once the server
 * has been stopped in order the watchdog must be dismissed, for its process number may become another's.
 */
export function watchOver({ pid, signal, remove }: WatchdogOrders): { dismiss(): void } {
  const args = ['-c', script, 'branch-sync-watchdog', String(pid), signal, ...remove];
  const shell = spawn('sh', args, { cwd: '/', stdio: ['pipe', 'ignore', 'ignore'], detached: true });
  // Neither the shell nor the pipe to it may hold our process.
  shell.unref();
  const { stdin } = shell;
  if ('unref' in stdin && typeof stdin.unref === 'function') stdin.unref();
  shell.on('error', () => undefined);
  stdin.on('error', () => undefined);
  return { dismiss: () => void stdin.end('dismiss\n') };
}
