import type { Writable } from 'node:stream';
import { sentenceOf } from './sentence';

/**
 * Ends this process quietly, as it would have ended, when who read what it prints has gone, as in `annals config | head
 * -1`; with a sentence and exit code 1 when its output can't be written for another reason. Whatever serves listens for
 * these errors itself, and goes on.
 */
export function endsWithReader(output: Writable): void {
  output.on('error', (error) => {
    if (output.listenerCount('error') > 1) return;
    if ('code' in error && error.code === 'EPIPE') process.exit();
    process.stderr.write(`${sentenceOf(error)}\n`);
    process.exit(1);
  });
}
