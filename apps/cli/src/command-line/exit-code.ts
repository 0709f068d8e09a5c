/** What a command ends with; the README's table is held against this by a test. */
export const exitCodes = {
  ok: { code: 0, meaning: 'all is well' },
  wrong: { code: 1, meaning: 'something is wrong; the last lines say what' },
  usage: { code: 2, meaning: 'the command line is not understood' },
} as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes]['code'];
