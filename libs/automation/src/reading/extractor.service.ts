import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { OUT_OF_MEMORY, type Document, type Extraction } from './extraction';

/** So long one document may take. */
const WITHIN_MS = 60_000;

/** Built, it is one file beside that of the worker; tests run it from its source. */
const built = join(__dirname, 'extract.js');
const source = join(__dirname, 'extract-process.service.ts');
const register = join(__dirname, '../../../../infra/tools/register.cjs');

/** Reads documents in a process of its own, one after the other, which is begun anew when one was too much for it. */
export class Extractor {
  private child: ChildProcess | undefined;

  constructor(private readonly withinMs = WITHIN_MS) {}

  /** Never rejects: what cannot be read says so, in bounded time. */
  async extract(document: Document, signal?: AbortSignal): Promise<Extraction> {
    const child = (this.child ??= start());
    const done = new AbortController();
    const late = setTimeout(() => child.kill('SIGKILL'), this.withinMs);
    const stop = (): void => void child.kill('SIGKILL');
    signal?.addEventListener('abort', stop);
    try {
      if (signal?.aborted) stop();
      child.send(document, () => undefined);
      const answered = once(child, 'message', { signal: done.signal }).then(([answer]) => answer as Extraction);
      const ended = once(child, 'exit', { signal: done.signal }).then(([code, ended]) => {
        this.child = undefined;
        if (code === OUT_OF_MEMORY) return { failed: 'TOO_LARGE' } as const;
        return { failed: ended === 'SIGKILL' ? 'TOO_LONG' : 'UNREADABLE' } as const;
      });
      return await Promise.race([answered, ended].map((each) => each.catch(() => ({ failed: 'UNREADABLE' }) as const)));
    } finally {
      clearTimeout(late);
      signal?.removeEventListener('abort', stop);
      done.abort();
    }
  }

  close(): void {
    this.child?.kill('SIGKILL');
    this.child = undefined;
  }
}

/** It is given no variable of ours: nothing that it could tell. */
function start(): ChildProcess {
  const isBuilt = existsSync(built);
  return fork(isBuilt ? built : source, [], {
    env: {},
    execArgv: isBuilt ? [] : ['-r', register],
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
}
