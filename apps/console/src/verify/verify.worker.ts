import { HistoryVerifier, type Checkpoint, type StoredEntry, type Verdict } from '@annals/proofs';
import { sha256 } from './sha256';

/** What is asked of the worker: where the entries of a history are, and checkpoints that were found to be signed. */
export interface Asked {
  readonly entries: string;
  readonly checkpoints: readonly Checkpoint[];
}

/** What it tells: how far it is, and at last what came of it; or that the entries could not be read. */
export type Told =
  | { readonly kind: 'progress'; readonly entries: number; readonly bytes: number }
  | { readonly kind: 'verdict'; readonly verdict: Verdict; readonly bytes: number }
  | { readonly kind: 'failed' };

const PAGE = 200;

async function verify({ entries, checkpoints }: Asked): Promise<void> {
  const verifier = new HistoryVerifier(sha256, checkpoints);
  let [bytes, goesOn] = [0, true];
  for (let after = 0; goesOn;) {
    const text = await read(`${entries}?limit=${PAGE}&after=${after}`);
    const { items, next } = JSON.parse(text) as { items: StoredEntry[]; next: string | null };
    bytes += text.length;
    after = items.at(-1)?.sequence ?? after;
    goesOn = items.every((entry) => verifier.take(entry)) && next !== null;
    tell({ kind: 'progress', entries: verifier.entries, bytes });
  }
  tell({ kind: 'verdict', verdict: verifier.finish(), bytes });
}

async function read(path: string): Promise<string> {
  const answer = await fetch(path, { credentials: 'same-origin', headers: { Accept: 'application/json' } });
  if (!answer.ok) throw new Error(`The entries answered ${answer.status}`);
  return answer.text();
}

const tell = (told: Told): void => {
  self.postMessage(told);
};

self.addEventListener('message', ({ data }: MessageEvent<Asked>) => {
  verify(data).catch(() => {
    tell({ kind: 'failed' });
  });
});
