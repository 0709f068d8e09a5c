/** What of a client is looked at: for how long it has waited for its branch without hearing anything, in milliseconds. */
interface Listener {
  readonly silentMs: number;
}

/** The branches that this worker's runs are speaking to right now. */
export interface ListenedTo {
  /** A run begins to listen; the function that is given back ends it. */
  add(client: Listener): () => void;
  /** How many have been silent for at least so long. */
  countSilent(forMs: number): number;
}

/** Nobody is listened to yet. */
export function listenToBranches(): ListenedTo {
  const clients = new Set<Listener>();
  return {
    add(client) {
      clients.add(client);
      return () => void clients.delete(client);
    },
    countSilent: (forMs) => [...clients].filter(({ silentMs }) => silentMs >= forMs).length,
  };
}
