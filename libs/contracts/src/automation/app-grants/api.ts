import { z } from 'zod';
import { grantLevel, storedGrantLevel } from '../../grant-levels';
import { effect, id, instant, lines, page, paged, personal, reason, search, word } from '../../words';
import { MOST_NOTE } from './limits';

export const GrantParams = z.object({ organizationId: id, botId: id, personId: id });
export const AccessRequestParams = z.object({ organizationId: id, accessRequestId: id });

/** POST …/bots/{botId}/grants: what they had before with this bot is replaced. Without `until` it has no end. */
export const ShareApp = z
  .strictObject({ personId: id, level: grantLevel, until: instant.optional(), reason })
  .meta({ id: 'ShareApp' });
export const RevokeGrant = z.strictObject({ reason }).meta({ id: 'RevokeGrant' });
export const GrantEffect = z.object({ botId: id, personId: id, ...effect }).meta({ id: 'GrantEffect' });
/** GET …/bots/{botId}/grants, by name. */
export const ListGrants = z.strictObject(page);
export const AppGrant = z
  .object({
    grantId: id,
    personId: id,
    alias: personal,
    level: storedGrantLevel,
    until: instant.nullable(),
    /** Whose own grant allowed giving it; null where a role did, or owning the bot. */
    underId: id.nullable(),
    /** False: the grant that it was given under has ended or allows less, so it allows nothing while that is so. */
    stands: z.boolean(),
    grantedAt: instant,
    sequence: z.int(),
  })
  .meta({ id: 'AppGrant' });
export const AppGrants = z.object(paged(AppGrant)).meta({ id: 'AppGrants' });

/** POST …/catalogue/{botId}/requests */
export const RequestAccess = z
  .strictObject({ level: grantLevel, note: lines(MOST_NOTE).optional() })
  .meta({ id: 'RequestAccess' });
/** POST …/access-requests/{accessRequestId}/approve: at another level than was asked for, or with an end. */
export const ApproveAccess = z
  .strictObject({ level: grantLevel.optional(), until: instant.optional(), reason })
  .meta({ id: 'ApproveAccess' });
export const DecideAccess = z.strictObject({ reason }).meta({ id: 'DecideAccess' });
export const AccessRequestEffect = z.object({ accessRequestId: id, ...effect }).meta({ id: 'AccessRequestEffect' });
/** GET …/access-requests: those that wait for an answer, of the bots that who asks may share; the oldest first. */
export const ListAccessRequests = z.strictObject({ ...page, botId: id.optional() });
export const AccessRequest = z
  .object({
    accessRequestId: id,
    botId: id,
    botName: z.string(),
    personId: id,
    alias: personal,
    level: storedGrantLevel,
    note: z.string().nullable(),
    askedAt: instant,
    expiresAt: instant,
    sequence: z.int(),
  })
  .meta({ id: 'AccessRequest' });
export const AccessRequests = z.object(paged(AccessRequest)).meta({ id: 'AccessRequests' });

/** POST …/bots/{botId}/run-as: null: as itself. */
export const SetRunAs = z.strictObject({ personId: id.nullable(), reason }).meta({ id: 'SetRunAs' });

/**
 * GET …/catalogue: apps by name: those that who asks may see; all, by name and owner, where the organization shows them
 * to its members (`catalogue`).
 */
export const ListApps = z.strictObject({ ...page, search });
export const App = z
  .object({
    botId: id,
    name: z.string(),
    kind: word(),
    ownerId: id.nullable(),
    ownerAlias: personal,
    /** Whether who asks sees the bot itself. */
    mine: z.boolean(),
    /** What was shared with who asks, and until when. */
    granted: z.object({ level: storedGrantLevel, until: instant.nullable() }).nullable(),
    /** What they ask for, and nobody has answered. */
    requested: z.object({ accessRequestId: id, level: storedGrantLevel, askedAt: instant }).nullable(),
  })
  .meta({ id: 'App' });
export const Apps = z.object(paged(App)).meta({ id: 'Apps' });
