import { Erased } from '@annals/kernel';
import { z } from 'zod';
import type { Keyring } from './keyring';
import { isSealed, unseal } from './sealing';

const Origin = z.object({ ip: z.string(), userAgent: z.string() });
/** Where a request came from. */
export type Origin = Readonly<z.output<typeof Origin>>;

/** A stored event, as far as its origin is sealed to it. */
export interface SealedOrigin {
  readonly id: string;
  readonly stream: string;
  readonly type: string;
  /** As stored. */
  readonly metadata: Uint8Array;
}

/**
 * Where the request came from that led to an event; undefined where nobody asked. Nothing that follows events opens it:
 * it is read only where somebody asks for one event, and forgotten with the actor's key.
 */
export async function originOf(
  { id: eventId, stream, type, metadata }: SealedOrigin,
  keyring: Pick<Keyring, 'open'>,
): Promise<Origin | Erased | undefined> {
  const { origin } = z
    .looseObject({ origin: z.string().optional() })
    .parse(JSON.parse(Buffer.from(metadata).toString()));
  if (origin === undefined) return undefined;
  const sealed: unknown = JSON.parse(origin);
  if (!isSealed(sealed)) throw new Error(`The origin of event ${eventId} is not sealed`);
  const key = (await keyring.open([sealed.k])).get(sealed.k);
  if (key === undefined) throw new Error(`The keyring says nothing about key ${sealed.k}`);
  if (key === 'destroyed') return Erased.value;
  return Origin.parse(unseal(key, { eventId, stream, type, part: 'origin' }, sealed));
}
