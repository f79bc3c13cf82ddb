import { z } from 'zod';
import { defineEvent, type EventOf } from '../../define-event';
import { id, owner, word } from '../../words';
import { bulkAct } from './api';

/**
 * Stream `bulk-{organizationId}.{bulkId}`: something is done to many runs, one by one. Which ones, the vault keeps for a
 * time; what became of each says its own stream, by its causation.
 */
export const bulkActionStarted = defineEvent('BulkActionStarted', {
  data: { bulkId: id, act: word(bulkAct.options), runs: z.int().min(1), askedBy: owner.optional() },
});
/** The rest is left as it is. */
export const bulkActionStopped = defineEvent('BulkActionStopped', { data: { bulkId: id } });
export const bulkActionCompleted = defineEvent('BulkActionCompleted', {
  data: { bulkId: id, done: z.int().min(0), refused: z.int().min(0), left: z.int().min(0) },
});

export const bulkEvents = { bulkActionStarted, bulkActionStopped, bulkActionCompleted };
export type BulkEvent = EventOf<(typeof bulkEvents)[keyof typeof bulkEvents]>;
