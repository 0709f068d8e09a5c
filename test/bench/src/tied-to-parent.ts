/**
 * Loaded before a started process's own module (`node --import`): when the benchmark is gone, killed without a chance to
 * clean up, the channel between them breaks and this process ends as well.
 */
process.once('disconnect', () => process.kill(process.pid, 'SIGKILL'));
// Listening holds the channel, and the channel would hold a process that has nothing left to do.
process.channel?.unref();
