import { z } from 'zod';
import { actor, askedActor, id, instant, personal, queryInstant } from '../../words';

/** So many types, changes of rights and sessions of one incident are told. */
export const MOST_OF_INCIDENT = 200;
/** Entries of a type are counted so far. */
export const MOST_DONE = 1_000;

/** GET …/audit/incident: one of `actor` and `session`, and when. */
export const ReadIncident = z.strictObject({
  actor: askedActor.optional(),
  session: id.optional(),
  from: queryInstant.optional(),
  to: queryInstant.optional(),
});
const roleSaid = z.object({ role: z.string(), name: z.string() });
/** What somebody could do from an entry on; `since` null: from before the time that is asked for. */
export const Reach = z.object({
  since: z.object({ sequence: z.int(), at: instant }).nullable(),
  roles: z.array(roleSaid).max(50),
  permissions: z.array(z.string()).max(500),
  workspaces: z.array(z.object({ workspaceId: id, name: z.string(), role: z.string() })).max(MOST_OF_INCIDENT),
});
export const Incident = z
  .object({
    actor: actor.extend({ label: personal }),
    session: id.nullable(),
    /** Who it is here, where it is a person; which key, where it is one; with what became of them by now. */
    person: z.object({ personId: id, status: z.string() }).nullable(),
    key: z.object({ keyId: id, status: z.string() }).nullable(),
    /** What it did, by type; 1,000: or more. */
    did: z.array(z.object({ type: z.string(), area: z.string(), entries: z.int() })).max(MOST_OF_INCIDENT),
    /** How often it was denied something, and refused a run. */
    denied: z.int(),
    reach: z.array(Reach).max(MOST_OF_INCIDENT),
  })
  .meta({ id: 'Incident' });
