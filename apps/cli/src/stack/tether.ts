import { pathToFileURL } from 'node:url';

/**
 * The first module of every process of the stack: `node tether.js MODULE ARGUMENT...` runs MODULE tied to its parent. When
 * the parent is gone, killed without a chance to say so, the channel between them breaks and this process ends too.
 */
const [node = '', , module = '', ...args] = process.argv;
const graceMs = 5_000;

process.once('disconnect', () => {
  // As an operator would: the module's own handlers stop it in order. Then for good.
  process.kill(process.pid, 'SIGTERM');
  setTimeout(() => process.kill(process.pid, 'SIGKILL'), graceMs).unref();
});
// Listening holds the channel, and the channel would hold a process that has nothing left to do.
process.channel?.unref();

process.argv = [node, module, ...args];
await import(pathToFileURL(module).href);
