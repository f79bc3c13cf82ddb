import { z } from 'zod';
import { askedRole, askedRoles, namedRoles, role } from '../../roles';
import { effect, id, instant, page, paged, personal, reason, search, word } from '../../words';
import { storedWorkspaceRole } from '../../workspace-roles';
import { MOST_WORKSPACES } from '../workspaces/api';
import { placesThere } from '../workspaces/places';
import { memberStatus } from './status';

/**
 * GET …/me. `permissions` are those that roles of the organization give, everywhere in it; `workspaces` are those that
 * one may enter, with what one is there beside that (`inherited`: by a role of the organization).
 */
export const MyMembership = z
  .object({
    personId: id,
    ...namedRoles,
    permissions: z.array(word()),
    grantable: z.array(role),
    workspaces: z
      .array(
        z.object({
          workspaceId: id,
          name: z.string(),
          role: storedWorkspaceRole,
          inherited: z.boolean(),
          archived: z.boolean(),
        }),
      )
      .max(MOST_WORKSPACES),
    /** What the organization calls its owners and its workspaces. */
    terms: z.object({ owner: word(), workspace: word() }),
    /** Whether it shows all its apps, by name and owner, to who may see its catalogue (X11). */
    showsCatalogue: z.boolean(),
  })
  .meta({ id: 'MyMembership' });
/** GET …/members; POST …/members/{personId}/roles, /remove; POST …/leave */
const membersFilter = { search, role: askedRole.optional(), status: memberStatus.optional() };
export const ListMembers = z.strictObject({ ...page, ...membersFilter, personId: id.optional() });
/** GET …/members/export */
export const ExportMembers = z.strictObject(membersFilter);
export const Member = z
  .object({
    personId: id,
    userId: id,
    alias: personal,
    email: personal.optional(),
    ...namedRoles,
    status: memberStatus,
    joinedAt: instant,
    lastActiveAt: instant.nullable(),
    /** Of an external: when their access ends by itself; null: it has no end. */
    accessUntil: instant.nullable(),
    /** Where they were added. Beside that, a role of the organization can lead into every workspace. */
    workspaces: placesThere,
  })
  .meta({ id: 'Member' });
export const Members = z.object({ ...paged(Member), total: z.int() }).meta({ id: 'Members' });
export const ChangeMemberRoles = z.strictObject({ roles: askedRoles, reason }).meta({ id: 'ChangeMemberRoles' });
/**
 * What becomes of the bots that somebody owns: each goes to a member or, with null, is held (disabled, without an owner).
 * `others` says it of all that are not named.
 */
export const AssetPlan = z
  .strictObject({
    bots: z
      .array(z.strictObject({ botId: id, to: id.nullable() }))
      .max(500)
      .default([]),
    others: id.nullable().optional(),
  })
  .meta({ id: 'AssetPlan' });
export const SuspendMember = z.strictObject({ assetPlan: AssetPlan.optional(), reason }).meta({ id: 'SuspendMember' });
export const RemoveMember = z.strictObject({ assetPlan: AssetPlan.optional(), reason }).meta({ id: 'RemoveMember' });
/** POST …/members/{personId}/access-end. null: no end. */
export const SetAccessEnd = z
  .strictObject({ until: instant.nullable().meta({ example: '2026-12-31T23:59:59.999Z' }), reason })
  .meta({ id: 'SetAccessEnd' });
/** GET …/members/{personId}/belongings: what somebody owns; the first 500 of each, and how many there are; GET …/me/belongings. */
export const Belongings = z
  .object({
    /** `running`: its runs that have begun and not ended. */
    bots: z
      .array(
        z.object({
          botId: id,
          name: z.string(),
          enabled: z.boolean(),
          running: z.int(),
          /** Whether it is theirs; else it only runs as them. */
          owned: z.boolean(),
          runsAs: z.boolean(),
        }),
      )
      .max(500),
    /** The same of all their bots, those that are not named, too. */
    runningTotal: z.int(),
    botsTotal: z.int(),
    /** They go with their bots, or are turned off. */
    triggers: z.array(z.object({ triggerId: id, name: z.string(), enabled: z.boolean() })).max(500),
    triggersTotal: z.int(),
    /** A person's own keys end with their membership; those of bots that they issued live on. */
    keys: z.array(z.object({ keyId: id, name: z.string(), ends: z.boolean() })).max(500),
    keysTotal: z.int(),
  })
  .meta({ id: 'Belongings' });
/** An owner may hand the organization over in the same moment: the last one has to. */
export const LeaveOrganization = z
  .strictObject({ handOverTo: id.optional(), assetPlan: AssetPlan.optional(), reason })
  .meta({ id: 'LeaveOrganization' });
export const MemberEffect = z.object({ personId: id, ...effect }).meta({ id: 'MemberEffect' });
