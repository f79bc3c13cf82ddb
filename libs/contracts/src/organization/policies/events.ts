import { z } from 'zod';
import { defineEvent, type EventOf } from '../../define-event';
import { word } from '../../words';
import { hideableRole, OrganizationPolicies, type PoliciesInForce } from './values';

const { ownerTerm, workspaceTerm, catalogue, ...values } = OrganizationPolicies.shape;

/** What changed, with its new value; never a preset's name. Words and numbers grow, so they are stored open. */
export const orgPolicyChanged = defineEvent('OrgPolicyChanged', {
  data: {
    hiddenRoles: z.array(word(hideableRole.options)).max(100).optional(),
    customRoles: values.customRoles.optional(),
    ownerTerm: word(ownerTerm.options).optional(),
    workspaceTerm: word(workspaceTerm.options).optional(),
    workspaceRoles: values.workspaceRoles.optional(),
    membersMayCreateWorkspaces: values.membersMayCreateWorkspaces.optional(),
    workspaceOwnersMayInvite: values.workspaceOwnersMayInvite.optional(),
    adminHasBilling: values.adminHasBilling.optional(),
    adminMayDelete: values.adminMayDelete.optional(),
    discoverable: values.discoverable.optional(),
    ownDomainsOnly: values.ownDomainsOnly.optional(),
    membersMayLeave: values.membersMayLeave.optional(),
    invitationsPerDay: z.int().min(1).optional(),
    externalsTakeSeats: values.externalsTakeSeats.optional(),
    runsKeptDays: z.int().min(1).nullable().optional(),
    catalogue: word(catalogue.options).optional(),
    knowledgeByMeaning: values.knowledgeByMeaning.optional(),
    erasureHoldDays: z.int().min(0).optional(),
  },
});

const whole = orgPolicyChanged.data.required();

/** The policies after an event: what it leaves out stays, and what this release does not know is nowhere in them. */
export const policiesAfter = (
  before: PoliciesInForce,
  said: Readonly<EventOf<typeof orgPolicyChanged>['data']>,
): PoliciesInForce => whole.parse({ ...before, ...said });

export const policiesEvents = { orgPolicyChanged };
export type PoliciesEvent = EventOf<(typeof policiesEvents)[keyof typeof policiesEvents]>;
