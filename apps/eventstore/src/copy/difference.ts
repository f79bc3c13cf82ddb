import type { RawEvent } from '@annals/eventstore';
import { parseExactly } from '../log/stream-metadata';
import { isTombstone, type Planned } from './plan';

/** Names an event for people. */
export const name = (event: RawEvent): string =>
  `${isTombstone(event) ? 'the tombstone' : `revision ${event.revision}`} of stream ${event.stream} (${event.type}, ${event.id})`;

/** Whether two events stand at the same place of their streams. */
export const sameAddress = (a: RawEvent, b: RawEvent): boolean => a.stream === b.stream && a.revision === b.revision;

const same = (a: Uint8Array, b: Uint8Array): boolean => a.length === b.length && Buffer.compare(a, b) === 0;

/** Metadata that servers write by themselves: the same JSON, in whatever order and with whatever spaces. */
function sameJson(a: Uint8Array, b: Uint8Array): boolean {
  const [left, right] = [a, b].map((bytes) => canonical(parseExactly(Buffer.from(bytes))));
  return left === right;
}

function canonical(value: unknown): string {
  if (typeof value === 'bigint') return String(value);
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'undefined';
  return `{${Object.entries(value)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, inner]) => `${JSON.stringify(key)}:${canonical(inner)}`)
    .join(',')}}`;
}

/** What is different in an event that stands at the same place in both logs; undefined where it is equal. */
export function differenceIn({ event, making }: Planned, copy: RawEvent): string | undefined {
  const parts: string[] = [];
  if (event.type !== copy.type) parts.push('type');
  if (making !== 'ended' && event.isJson !== copy.isJson) parts.push('content type');
  if (making === 'written') {
    if (event.id !== copy.id) parts.push('id');
    if (!same(event.data, copy.data)) parts.push('data');
    if (!same(event.metadata, copy.metadata)) parts.push('metadata');
  } else if (making !== 'ended' && !sameJson(event.data, copy.data)) parts.push('data');
  return parts.length === 0 ? undefined : parts.join(', ');
}
