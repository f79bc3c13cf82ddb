import { z } from 'zod';
import { defineEvent, type EventOf } from '../define-event';
import { permission } from '../permissions';
import { id, instant } from '../words';

/** What a command was about, by the parameter of its route that names it. */
export const targetKind = z.enum(['organization', 'workspace', 'person', 'invitation', 'bot', 'run', 'key']);

/**
 * Stream `denials-{organizationId}.{yyyymm}`: commands that members and keys of an organization asked for and may not
 * give (history.md §5); no decision rests on it. One event for each actor, permission, target and minute, with a count.
 * Without `target`: of one actor and permission, targets that are nothing (no id), or too many to be told apart. Without
 * `permission`, too: of several actors, what was too much to be told apart.
 */
export const commandDenied = defineEvent('CommandDenied', {
  data: {
    permission: permission.optional(),
    target: z.object({ kind: targetKind, id }).optional(),
    minute: instant,
    count: z.int().min(1),
  },
});

export const denialsEvents = { commandDenied };
export type DenialsEvent = EventOf<(typeof denialsEvents)[keyof typeof denialsEvents]>;
