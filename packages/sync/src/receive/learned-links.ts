import type { LearnedLink } from '@branch-sync/db';

type LinkKey = Pick<LearnedLink, 'model' | 'remoteId'>;

/** What a run learns of links: written down with the batch that it was learned for. */
export interface LearnedLinks {
  learn(link: LearnedLink): void;
  /** What was learned and not taken yet is contradicted: it is not to be written. */
  unlearn(key: LinkKey): void;
  /** A link was found dead. */
  forget(key: LinkKey): void;
  /** Links learned and links found dead since this was last called. */
  take(): { readonly learned: LearnedLink[]; readonly forgotten: LinkKey[] };
}

export function createLearnedLinks(): LearnedLinks {
  const learned = new Map<string, LearnedLink>();
  const forgotten = new Map<string, LinkKey>();
  return {
    learn: (link) => void learned.set(nameOf(link), link),
    unlearn: (key) => void learned.delete(nameOf(key)),
    forget: (key) => void forgotten.set(nameOf(key), key),
    take() {
      const taken = { learned: [...learned.values()], forgotten: [...forgotten.values()] };
      learned.clear();
      forgotten.clear();
      return taken;
    },
  };
}

function nameOf({ model, remoteId }: LinkKey): string {
  return `${model} ${remoteId}`;
}
