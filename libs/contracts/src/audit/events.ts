import { z } from 'zod';
import { defineEvent, type EventOf } from '../define-event';
import { permission } from '../permissions';
import { id, instant, word } from '../words';
import { targetKind } from './api';

/**
 * Stream `denials-{organizationId}.{yyyymm}`: commands that members and keys of an organization asked for and may not
 * give (history.md §5); no decision rests on it. One event for each actor, permission, target and minute, with a count.
 * `target` is `*` where one actor's targets were too many to be told apart, and left out where nothing was named by an
 * id. Without `permission`: of several actors, what was too much to be told apart.
 */
export const commandDenied = defineEvent('CommandDenied', {
  data: {
    permission: word(permission.options).optional(),
    target: z.union([z.object({ kind: word(targetKind.options), id }), z.literal('*')]).optional(),
    minute: instant,
    count: z.int().min(1),
  },
});

export const denialsEvents = { commandDenied };
export type DenialsEvent = EventOf<(typeof denialsEvents)[keyof typeof denialsEvents]>;
