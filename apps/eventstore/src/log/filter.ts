import v8 from 'node:v8';
import type { FilterOptions } from '../wire/read';
import type { StoredEvent } from './types';

// A hostile pattern must not hold up the others: past a number of steps, V8 goes on with an engine whose time is
// linear.
v8.setFlagsFromString('--enable-experimental-regexp-engine-on-excessive-backtracks');

export type Filter = (event: StoredEvent) => boolean;

/**
 * A filter of $all on stream name or event type. A regex (unanchored) wins over prefixes; with neither, nothing
 * matches. Patterns are JavaScript's: inline flags such as (?i) work on a real EventStoreDB only.
 * @throws SyntaxError when the pattern is none
 */
export function compileFilter({ on, regex, prefixes }: FilterOptions): Filter {
  const matches = matcher(regex, prefixes);
  return on === 'stream' ? ({ stream }) => matches(stream) : ({ type }) => matches(type);
}

function matcher(regex: string, prefixes: readonly string[]): (text: string) => boolean {
  if (regex !== '') {
    const pattern = new RegExp(regex);
    return (text) => pattern.test(text);
  }
  return (text) => prefixes.some((prefix) => text.startsWith(prefix));
}
