import { isOfAccount } from '@annals/contracts';
import type { RawEvent } from '@annals/eventstore';
import { parseStreamName, type Position } from '@annals/kernel';
import { leafOf, type Sha256 } from '@annals/proofs';

const ID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Whose history an event is in; undefined for those of accounts and of the store itself. */
export function organizationOf({ stream, type }: Pick<RawEvent, 'stream' | 'type'>): string | undefined {
  if (type.startsWith('$') || stream.startsWith('$')) return undefined;
  const { category, owner } = parseStreamName(stream);
  const id = owner.toLowerCase();
  return !isOfAccount(category) && ID.test(id) ? id : undefined;
}

/** The leaf of an event by the bytes that the log has. */
export const leafInLog = (sha256: Sha256, event: RawEvent): Uint8Array =>
  leafOf(sha256, { ...event, raw: { data: event.data, metadata: event.metadata } });

/** A hash as people compare it. */
export const inHex = (hash: Uint8Array): string => Buffer.from(hash).toString('hex');

/** Whether a place in the log comes after another one. */
export const isBehind = (a: Position, b: Position): boolean =>
  a.commit > b.commit || (a.commit === b.commit && a.prepare > b.prepare);
