import { z } from 'zod';
import { momentAsked } from '../../past';
import { instant, utcDay } from '../../words';

/** An event of the organization by its number, and when it was decided. */
export const HistoryEvent = z.object({ sequence: z.int(), at: instant });

/** So many days are told of, the newest: ten years. */
export const MOST_DAYS = 3_660;

/** GET …/history: from its first event to its last, and how many there were on each UTC day that had any. */
export const HistoryExtent = z
  .object({
    first: HistoryEvent,
    last: HistoryEvent,
    days: z.array(z.object({ day: utcDay, events: z.int() })).max(MOST_DAYS),
  })
  .meta({ id: 'HistoryExtent' });

export const FindMoment = z.strictObject({ at: momentAsked });

/** GET …/history/moment: which event was the last one then, and those around it. */
export const HistoryMoment = z
  .object({
    /** The instant that was asked for, or that of the event. */
    at: instant,
    event: HistoryEvent,
    before: HistoryEvent.nullable(),
    after: HistoryEvent.nullable(),
  })
  .meta({ id: 'HistoryMoment' });
