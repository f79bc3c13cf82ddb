import { z } from 'zod';
import { SentencePart } from '../../audit/api';
import { actor, id, instant, page, paged, word } from '../../words';
import { runStatus } from '../api';

/** What the timeline of a bot is made of. */
export const timelineKind = z.enum(['run', 'state', 'change', 'access', 'version', 'trigger', 'key', 'presence']);
export type TimelineKind = z.output<typeof timelineKind>;

/** GET …/bots/{botId}/timeline, the newest first */
export const ReadTimeline = z.strictObject({ ...page, kind: timelineKind.optional() });
export const TimelineEntry = z
  .object({
    sequence: z.int(),
    at: instant,
    kind: word<string>(timelineKind.options),
    /** `id` is null for who may not see people (W15), but of oneself. */
    actor: actor.extend({ id: z.string().nullable() }),
    /** It follows the actor. */
    sentence: z.array(SentencePart),
    reason: z.string().nullable(),
    /** A run has one entry, where it was asked for, with what came of it. */
    run: z
      .object({
        runId: id,
        status: runStatus,
        endedAt: instant.nullable(),
        code: z.string().nullable(),
        error: z.string().nullable(),
        configuration: z.int().nullable(),
      })
      .nullable(),
  })
  .meta({ id: 'TimelineEntry' });
/** `kinds`: those that occur, as far as the reader sees them. Entries of keys are for who may see keys. */
export const Timeline = z
  .object({ ...paged(TimelineEntry), kinds: z.array(word<string>(timelineKind.options)) })
  .meta({ id: 'Timeline' });
