import { z } from 'zod';
import { actor, code, effect, id, instant, page, paged, reason, word } from '../../words';
import { runsFilter } from '../api';

/** What can be done to many runs: what is over runs again, what runs is asked to stop, what waits is cancelled. */
export const bulkAct = z.enum(['retry', 'stop', 'cancel']);
export type BulkAct = z.output<typeof bulkAct>;

/** So many runs may match. */
export const BULK_RUNS_AT_MOST = 10_000;
/** So many bulk actions of an organization may be going on at the same time. */
export const BULK_ACTIONS_AT_ONCE = 5;
/** A preview holds for so long. */
export const PREVIEW_HOLDS = { minutes: 5 } as const;

/** Which runs: as the run history is filtered, or some that are named. */
const filter = z.strictObject({ ...runsFilter, runIds: z.array(id).min(1).max(200).optional() });
export type BulkFilter = z.output<typeof filter>;

/** Why a run that matches is left out. */
export const leftOutWhy = z.enum(['open', 'succeeded', 'retried', 'stopped', 'input_gone', 'waits', 'begun', 'over']);
export type LeftOutWhy = z.output<typeof leftOutWhy>;

export const BulkParams = z.object({ organizationId: id, bulkId: id });
const asked = { act: bulkAct, filter: filter.default({}) };
/** POST …/bulk-actions/preview */
export const PreviewBulkAction = z.strictObject(asked).meta({ id: 'PreviewBulkAction' });
export const BulkActionPreview = z
  .object({
    /** To be handed back: it stands for exactly these runs. */
    token: z.string(),
    holdsUntil: instant,
    /** How many match, and how many of them it would be done to. */
    matching: z.int(),
    runs: z.int(),
    /** The others, by the reason why they are left out. */
    leftOut: z.array(z.object({ why: leftOutWhy, runs: z.int() })).max(leftOutWhy.options.length),
  })
  .meta({ id: 'BulkActionPreview' });
/** POST …/bulk-actions */
export const StartBulkAction = z
  .strictObject({ ...asked, token: z.string().max(400), reason })
  .meta({ id: 'StartBulkAction' });
export const BulkActionEffect = z.object({ bulkId: id, ...effect }).meta({ id: 'BulkActionEffect' });
/** POST …/bulk-actions/{bulkId}/stop */
export const StopBulkAction = z.strictObject({ reason }).meta({ id: 'StopBulkAction' });

const MOST_REFUSALS = 50;
/** GET …/bulk-actions, newest first */
export const ListBulkActions = z.strictObject(page);
export const BulkAction = z
  .object({
    bulkId: id,
    act: word(),
    runs: z.int(),
    startedAt: instant,
    /** `id` is null for who may not see people (W15), but of oneself. */
    startedBy: actor.extend({ id: z.string().nullable() }),
    /** The rest is left as it is. */
    stopped: z.boolean(),
    endedAt: instant.nullable(),
    done: z.int(),
    refused: z.int(),
    left: z.int(),
  })
  .meta({ id: 'BulkAction' });
export const BulkActions = z.object(paged(BulkAction)).meta({ id: 'BulkActions' });
/** GET …/bulk-actions/{bulkId}: with the first of its runs that were refused, and why. */
export const OneBulkAction = BulkAction.extend({
  refusals: z.array(z.object({ runId: id, code: code() })).max(MOST_REFUSALS),
}).meta({ id: 'OneBulkAction' });
export { MOST_REFUSALS as BULK_REFUSALS_SHOWN };
