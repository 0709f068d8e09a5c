import { createNeedles, type Needles, windowLength } from './needles.ts';
import { mark } from './secret-scrubber.ts';
import { writingsInJson, writingsOf } from './writings.ts';

/** Secrets that are struck out of whatever leaves, wherever they stand. */
export interface ProtectedSecrets {
  /**
   * From now on the secret is struck out; the answer, once called, lets it go. One that was let go is known for a while longer: the last that is
   * told of a connection is told after it was closed. A secret of less than eight characters is none to be known by its looks: to strike out each
   * `admin` would spoil the texts, and tell what the password is.
   */
  protect(secret: string): () => void;
  /** Strikes all of them out of a text. */
  strikeOut(text: string): string;
  /** The same for a JSON document. */
  strikeOutOfJson(document: string): string;
}

/** An empty set. Of secrets that were let go it knows the newest `keptAfterwards`, so that it does not grow without end. */
export function createProtectedSecrets(keptAfterwards: number): ProtectedSecrets {
  const inTexts = createNeedles();
  const inJson = createNeedles();
  const holders = new Map<string, number>();
  /** In the order in which they were let go. */
  const letGo = new Set<string>();

  function release(secret: string): void {
    const others = (holders.get(secret) ?? 1) - 1;
    if (others > 0) return void holders.set(secret, others);
    holders.delete(secret);
    letGo.add(secret);
    const [oldest] = letGo;
    if (letGo.size <= keptAfterwards || oldest === undefined) return;
    letGo.delete(oldest);
    for (const [needles, form] of needlesOf(oldest)) needles.remove(form);
  }

  function needlesOf(secret: string): (readonly [Needles, string])[] {
    const forms = [
      ...writingsOf(secret).map((form) => [inTexts, form] as const),
      ...writingsInJson(secret).map((form) => [inJson, form] as const),
    ];
    return forms.filter(([, form]) => form.length >= windowLength);
  }

  return {
    protect(secret) {
      if (secret.length < windowLength) return () => undefined;
      const isKnown = holders.has(secret) || letGo.delete(secret);
      holders.set(secret, (holders.get(secret) ?? 0) + 1);
      if (!isKnown) for (const [needles, form] of needlesOf(secret)) needles.add(form);
      let isHeld = true;
      return () => {
        if (isHeld) release(secret);
        isHeld = false;
      };
    },
    strikeOut: (text) => inTexts.replaceIn(text, mark),
    strikeOutOfJson: (document) => inJson.replaceIn(document, mark),
  };
}
