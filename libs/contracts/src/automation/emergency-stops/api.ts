import { z } from 'zod';
import { actor, effect, id, instant, lines, page, paged, reason } from '../../words';

/** What all runs are stopped of (W22). */
export const stopScope = z.enum(['organization', 'workspace', 'bot']);
export type StopScope = z.output<typeof stopScope>;
/** What becomes of runs that workers are at. */
export const stoppedRuns = z.enum(['finish', 'stop']);

/** POST …/emergency-stop, for the organization, a workspace or a bot. Everybody there reads the reason. */
export const ActivateEmergencyStop = z
  .strictObject({ reason: lines(500), running: stoppedRuns.default('stop') })
  .meta({ id: 'ActivateEmergencyStop' });
/** POST …/emergency-stop/lift */
export const LiftEmergencyStop = z.strictObject({ reason }).meta({ id: 'LiftEmergencyStop' });
export const EmergencyStopEffect = z.object(effect).meta({ id: 'EmergencyStopEffect' });

/** How many runs are counted at most: where there are more, the count is this one. */
export const MOST_COUNTED = 10_000;
/** GET …/emergency-stops: those that hold now, newest first, as far as who asks sees what they are about. */
export const ListEmergencyStops = z.strictObject(page);
export const EmergencyStop = z
  .object({
    scope: stopScope,
    /** The organization, the workspace or the bot. */
    targetId: id,
    /** The workspace, or that of the bot. */
    workspaceId: id.nullable(),
    /** Of the bot, where it is one. */
    botName: z.string().nullable(),
    since: instant,
    by: actor.extend({ id: z.string().nullable() }),
    /** Null once it is erased. */
    reason: z.string().nullable(),
    sequence: z.int(),
    /** Runs there, of those that who asks may see: that workers are at, that wait for the end of it, that it refused. */
    inProgress: z.int(),
    waiting: z.int(),
    refused: z.int(),
    /** Triggers there that are on and do not fire, of those that who asks may see. */
    heldTriggers: z.int(),
  })
  .meta({ id: 'EmergencyStop' });
export const EmergencyStops = z.object(paged(EmergencyStop)).meta({ id: 'EmergencyStops' });
