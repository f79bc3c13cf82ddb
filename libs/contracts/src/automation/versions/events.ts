import { z } from 'zod';
import { defineEvent } from '../../define-event';
import { digest, id, lines } from '../../words';

/**
 * What a bot's runs begin with from then on, as JSON text: 1, 2, 3 … The digest is keyed by the server: equal
 * configurations of a bot have equal ones, and nobody tries out what was in one by it.
 */
export const botVersionPublished = defineEvent('BotVersionPublished', {
  data: { botId: id, version: z.int().min(1), bytes: z.int().min(2), digest },
  text: { configuration: z.string(), note: lines(500).optional() },
});
/** From that version on to another one that was published before. */
export const botVersionRolledBack = defineEvent('BotVersionRolledBack', {
  data: { botId: id, version: z.int().min(1), to: z.int().min(1) },
});

export const versionEvents = { botVersionPublished, botVersionRolledBack };
