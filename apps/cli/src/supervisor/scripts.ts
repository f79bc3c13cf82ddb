import { basename, resolve } from 'node:path';

/** The processes of an installation that run our code. */
export type ProcessName = 'eventstore' | 'projector' | 'worker' | 'api';

/** Where everything is built to (this file to dist/bundled; tests run it from its source). */
const dist = basename(__dirname) === 'bundled' ? resolve(__dirname, '..') : resolve(__dirname, '../../../../dist');

/**
 * The file that a process is started from. Those that load most are bundled (infra/tools/prepare/bundle.mjs): they serve
 * in half the time.
 */
export const scriptOf = (name: ProcessName): string =>
  name === 'eventstore' ? eventStoreScript('main') : resolve(dist, `bundled/${name}.js`);

/** The projector's rebuild of views. */
export const rebuildScript = resolve(dist, 'bundled/rebuild.js');

/** Fits a restored vault to its log. */
export const finishRestoreScript = resolve(dist, 'bundled/finish-restore.js');

/** A tool of the event store, by the name of its main file. */
export const eventStoreScript = (name: string): string => resolve(dist, `apps/eventstore/src/${name}.js`);

/**
 * How Node runs a process. The event store lives on buffers that Node frees late: with a small heap it stays within 256
 * MB (P19), at no cost in speed.
 */
export function nodeOptionsOf(name: ProcessName): string[] {
  const heap = name === 'eventstore' ? ['--max-old-space-size=160', '--max-semi-space-size=8'] : [];
  return ['--enable-source-maps', ...heap];
}
