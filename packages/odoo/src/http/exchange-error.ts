import type { OdooErrorKind } from '../errors.ts';

/** An HTTP exchange that ended without a whole answer. The message holds no address, header or content. */
export class ExchangeError extends Error {
  override readonly name = 'ExchangeError';
  readonly kind: OdooErrorKind;
  readonly workMayBeDone: boolean;

  constructor(kind: OdooErrorKind, message: string, workMayBeDone: boolean) {
    super(message);
    this.kind = kind;
    this.workMayBeDone = workMayBeDone;
  }
}
