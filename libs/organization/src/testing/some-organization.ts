import {
  invitationSuperseded,
  memberAdded,
  memberContactVerified,
  memberInvited,
  organizationCreated,
  roleCreated,
  workspaceArchived,
  workspaceCreated,
  workspaceMemberAdded,
  type OrganizationEvent,
  type Permission,
  type Role,
  type WorkspaceRole,
} from '@annals/contracts';
import { plus, someFacts, type Actor } from '@annals/kernel';

/** A small organization for specs: who is who, and the events that made it. */
export const organizationId = '0a000000-0000-4000-8000-00000000000a';
export const workspaceId = '0b000000-0000-4000-8000-00000000000b';

export interface Someone {
  readonly personId: string;
  readonly userId: string;
  readonly actor: Actor;
  readonly email: string;
  readonly alias: string;
}

function someone(n: number, alias: string): Someone {
  const digits = String(n).padStart(12, '0');
  const userId = `00000000-0000-4000-8000-${digits}`;
  return {
    personId: `10000000-0000-4000-8000-${digits}`,
    userId,
    actor: `user:${userId}`,
    email: `${alias.toLowerCase()}@example.com`,
    alias,
  };
}

export const olga = someone(1, 'Olga');
export const oscar = someone(2, 'Oscar');
export const adam = someone(3, 'Adam');
export const audrey = someone(4, 'Audrey');
export const mia = someone(5, 'Mia');
export const stranger = someone(9, 'Stranger');

/** Olga's organization, with nobody else in it. */
export const founded: readonly OrganizationEvent[] = [
  organizationCreated({ organizationId, createdBy: olga.personId }, { name: 'Halden Freight' }),
  joined(olga, ['owner'], 'creation'),
  workspaceCreated({ workspaceId, isDefault: true }, { name: 'Default workspace' }),
];

export function joined(
  { personId, userId, email, alias }: Someone,
  roles: Role[],
  via: 'creation' | 'invitation' = 'invitation',
): OrganizationEvent {
  return memberAdded({ personId, userId, roles, via }, { email, alias });
}

export const { now } = someFacts;
export const inAWeek = plus(now, { days: 7 });

/** Somebody is written to at another address since now. */
export function contactChanged({ personId }: Someone) {
  const trustedFrom = plus(now, { hours: 24 });
  return memberContactVerified({ personId, generation: 1, trustedFrom }, { email: 'another@example.com' });
}

export const invitationId = '20000000-0000-4000-8000-000000000001';

/** Somebody is invited, now and for a week, by Olga if nobody else is named. */
export function invited(
  { personId, email }: Someone,
  roles: Role[],
  changes: {
    invitedBy?: string;
    expiresAt?: string;
    invitationId?: string;
    workspaces?: { workspaceId: string; role: WorkspaceRole }[];
  } = {},
): OrganizationEvent {
  return memberInvited(
    { invitationId, personId, roles, invitedBy: olga.personId, generation: 1, expiresAt: inAWeek, ...changes },
    { email },
  );
}

export const superseded = (by: string): OrganizationEvent => invitationSuperseded({ invitationId, by });

/** A role that Olga made. */
export const supervisorId = '0c0c0c0c-0c0c-4c0c-8c0c-0c0c0c0c0c0c';
export const supervisor = (permissions: readonly Permission[] = ['org:read', 'runs:read']): OrganizationEvent =>
  roleCreated({ roleId: supervisorId, permissions: [...permissions] }, { name: 'Run supervisor' });
/** One whose holders make roles, and change those of members. */
export const stewardId = '0d0d0d0d-0d0d-4d0d-8d0d-0d0d0d0d0d0d';
export const steward = (...more: readonly Permission[]): OrganizationEvent =>
  roleCreated({ roleId: stewardId, permissions: ['org:read', 'roles.custom:manage', ...more] }, { name: 'Steward' });

/** A second workspace of Olga's organization. */
export const customs = '0c000000-0000-4000-8000-00000000000c';
export const withCustoms: readonly OrganizationEvent[] = [
  ...founded,
  workspaceCreated({ workspaceId: customs, isDefault: false }, { name: 'Customs' }),
];
export const archived = (which = customs): OrganizationEvent => workspaceArchived({ workspaceId: which });
/** Somebody is added to the second workspace. */
export const added = ({ personId }: Someone, role: WorkspaceRole, to = customs): OrganizationEvent =>
  workspaceMemberAdded({ workspaceId: to, personId, role });
