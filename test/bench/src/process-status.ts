import { readFile } from 'node:fs/promises';

/** Whether this system tells what a process uses (Linux does). */
export const canAskProcesses = process.platform === 'linux';

/** Memory that a process has in RAM now, in MB (of 1,000,000 bytes). */
export async function residentMb(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  const kib = /^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1];
  if (kib === undefined) throw new Error(`Process ${pid} has no VmRSS.`);
  return (Number(kib) * 1024) / 1_000_000;
}

/** Processor time that a process has used so far, all its threads together. Linux counts it in hundredths of a second. */
export async function cpuMs(pid: number): Promise<number> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
  // The program's name stands in parentheses and may hold anything; user and system time are the 14th and 15th field.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) * 10;
}
