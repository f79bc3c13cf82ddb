import { z } from 'zod';
import { defineEvent, type EventOf } from '../define-event';
import { permission } from '../permissions';
import { id, instant, word } from '../words';
import { targetKind } from './api';

/**
 * Stream `denials-{organizationId}.{yyyymm}`: commands that members and keys of an organization asked for and may not
 * give (history.md §5); no decision rests on it. One event for each actor, permission, target and minute, with a count.
 * Without `target`: of one actor and permission, targets that are nothing (no id), or too many to be told apart. Without
 * `permission`, too: of several actors, what was too much to be told apart.
 */
export const commandDenied = defineEvent('CommandDenied', {
  data: {
    permission: word(permission.options).optional(),
    target: z.object({ kind: word(targetKind.options), id }).optional(),
    minute: instant,
    count: z.int().min(1),
  },
});

export const denialsEvents = { commandDenied };
export type DenialsEvent = EventOf<(typeof denialsEvents)[keyof typeof denialsEvents]>;
