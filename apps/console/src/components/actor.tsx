import type { AuditEntry } from '@annals/contracts';
import type { z } from 'zod';
import { personal } from '../format/words';
import { PersonAvatar, ThingAvatar } from './avatar';

type Entry = z.output<typeof AuditEntry>;

/** Who did it, as a small picture: a person by initials, a bot, a key or Annals by an icon. */
export function ActorAvatar({ entry }: { entry: Entry }) {
  const first = entry.sentence[0];
  if (entry.actor.kind === 'user') return <PersonAvatar name={personal(entry.actor.label)} size="small" />;
  if (first !== undefined && 'kind' in first && first.kind === 'bot') return <ThingAvatar kind="rpa" size="small" />;
  return <ThingAvatar kind={entry.actor.kind === 'key' ? 'key' : 'system'} size="small" />;
}
