/** A role that API and worker are not to use, or that cannot be given its rights; the message says what to do. */
export class AppRoleError extends Error {
  override readonly name = 'AppRoleError';
}
