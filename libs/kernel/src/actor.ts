import type { StoredActor } from './event';

/** Who acted, taken apart. */
export interface ParsedActor {
  /** `user`, `key`, `system`, `operator`, or a word that this release does not know. */
  readonly kind: string;
  readonly id: string;
}

const ACTOR = /^([a-z][a-z0-9_]*):(.+)$/;

/** Whether it has the form of a stored `actor`, of whatever kind. */
export const isStoredActor = (value: string): value is StoredActor => ACTOR.test(value);

/** The kind and id of a stored `actor`; what is of no such form reads as the system. */
export function parseActor(actor: string): ParsedActor {
  const [, kind = 'system', id = ''] = ACTOR.exec(actor) ?? [];
  return { kind, id };
}
