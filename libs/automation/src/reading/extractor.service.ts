import { fork, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { OUT_OF_MEMORY, type Document, type Extraction, type ExtractionFailure } from './extraction';

/** So long one document may take. */
const WITHIN_MS = 60_000;

/** Built, it is one file beside that of the worker; tests run it from its source. */
const built = join(__dirname, 'extract.js');
const source = join(__dirname, 'extract-process.service.ts');
const register = join(__dirname, '../../../../infra/tools/register.cjs');

/** Reads documents in a process of its own, one after the other, which is begun anew when one was too much for it. */
export class Extractor {
  private child: ChildProcess | undefined;
  private settle: ((extraction: Extraction) => void) | undefined;

  constructor(private readonly withinMs = WITHIN_MS) {}

  /** Never rejects: what cannot be read says so, in bounded time. */
  async extract(document: Document, signal?: AbortSignal): Promise<Extraction> {
    if (signal?.aborted === true) return { failed: 'UNREADABLE' };
    const child = (this.child ??= this.start());
    return new Promise((resolve) => {
      const late = setTimeout(() => this.end(child, 'TOO_LONG'), this.withinMs);
      const stop = (): void => this.end(child, 'UNREADABLE');
      signal?.addEventListener('abort', stop);
      this.settle = (extraction) => {
        this.settle = undefined;
        clearTimeout(late);
        signal?.removeEventListener('abort', stop);
        resolve(extraction);
      };
      child.send(document, (error) => {
        if (error) this.end(child, 'UNREADABLE');
      });
    });
  }

  close(): void {
    if (this.child) this.end(this.child, 'UNREADABLE');
  }

  /** It is listened to from its begin to its end: it may also die while nobody asks it anything. */
  private start(): ChildProcess {
    const child = begin();
    child.on('message', (extraction: Extraction) => {
      if (child === this.child) this.settle?.(extraction);
    });
    child.on('error', () => this.end(child, 'UNREADABLE'));
    child.on('exit', (code, by) => {
      // Nobody here ended it: where memory is short, the system does.
      this.end(child, code === OUT_OF_MEMORY || by === 'SIGKILL' ? 'TOO_LARGE' : 'UNREADABLE');
    });
    return child;
  }

  /** What it was asked has come to nothing; the next document has another one. */
  private end(child: ChildProcess, failed: ExtractionFailure): void {
    if (child !== this.child) return;
    this.child = undefined;
    child.kill('SIGKILL');
    this.settle?.({ failed });
  }
}

/** It is given no variable of ours: nothing that it could tell. */
function begin(): ChildProcess {
  const isBuilt = existsSync(built);
  return fork(isBuilt ? built : source, [], {
    env: {},
    execArgv: isBuilt ? [] : ['-r', register],
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
}
