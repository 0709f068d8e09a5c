// For `node --import`: on SIGWINCH (which nobody else listens to) something goes wrong that nobody catches.
process.once('SIGWINCH', () => {
  throw new TypeError('a fault of ours\nparams: canary-of-a-value');
});
