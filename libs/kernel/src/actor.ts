/** Who acted, taken apart. */
export interface ParsedActor {
  readonly kind: 'user' | 'key' | 'system' | 'operator';
  readonly id: string;
}

const ACTOR = /^(user|key|system|operator):(.+)$/;

/** The kind and id of a stored `actor`; what is of no known form reads as the system. */
export function parseActor(actor: string): ParsedActor {
  const [, kind, id = ''] = ACTOR.exec(actor) ?? [];
  if (kind === 'user' || kind === 'key' || kind === 'operator') return { kind, id };
  return { kind: 'system', id };
}
