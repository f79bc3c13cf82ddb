/** The first pause after a fault; each one that follows is twice as long, until something is heard again. */
const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 5_000;

export interface Following<T> {
  /** Opens the feed, again after each fault. */
  readonly open: () => AsyncIterable<T>;
  readonly heard: (each: T) => void;
  /** Told of each fault that ended the feed, with the milliseconds until it is opened again. */
  readonly failed: (error: unknown, pauseMs: number) => void;
  /** Ends the following. */
  readonly signal: AbortSignal;
}

/**
 * Hears everything that a feed says. A feed that a fault ended is opened again; one that ended by itself was closed.
 * Settles then, or when told to.
 */
export async function follow<T>({ open, heard, failed, signal }: Following<T>): Promise<void> {
  for (let pauseMs = FIRST_PAUSE_MS; !signal.aborted; pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS)) {
    try {
      for await (const each of open()) {
        pauseMs = FIRST_PAUSE_MS;
        heard(each);
      }
      return;
    } catch (error) {
      if (signal.aborted) return;
      failed(error, pauseMs);
    }
    await paused(pauseMs, signal);
  }
}

/** Shorter when the signal says so. */
function paused(ms: number, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal.addEventListener('abort', done);
  });
}
