import {
  localeSet,
  memberAdded,
  memberContactRequested,
  organizationCreated,
  orgPolicyChanged,
  policiesChanged,
  unsaidPolicies,
  workspaceCreated,
  workspaceTerms,
  type OrganizationEvent,
  type OrganizationPolicies,
} from '@annals/contracts';
import { plus, type Decide, type Instant } from '@annals/kernel';
import { codeLife } from '../../organization/code';
import type { Organization } from '../../organization/organization';

/**
 * The organization that an account began. All ids follow from the account, so that whoever repeats it means the same
 * one.
 */
export interface FoundOrganization {
  readonly organizationId: string;
  readonly userId: string;
  readonly personId: string;
  readonly workspaceId: string;
  readonly name: string;
  readonly slug?: string | undefined;
  readonly email: string;
  readonly alias: string;
  readonly country?: string | undefined;
  readonly timeZone?: string | undefined;
  /** Another address of the founder, which counts once the code that is mailed to it was said (B3). */
  readonly contactEmail?: string | undefined;
  /** What the installation lets its new organizations begin with. */
  readonly policies: OrganizationPolicies;
}

/**
 * A8, A10, D22: the organization, its Owner and its default workspace in one append; there is never an instant without
 * an owner.
 */
export const foundOrganization: Decide<Organization, FoundOrganization, OrganizationEvent> = (
  { settings },
  { organizationId, userId, personId, workspaceId, name, slug, email, alias, contactEmail, policies, ...command },
  { now },
) => {
  if (settings.created) return [];
  const { country, timeZone } = command;
  const decided = policiesChanged(unsaidPolicies, policies);
  return [
    organizationCreated({ organizationId, createdBy: personId }, { name, ...(slug === undefined ? {} : { slug }) }),
    memberAdded({ personId, userId, roles: ['owner'], via: 'creation' }, { email, alias }),
    workspaceCreated({ workspaceId, isDefault: true }, { name: defaultName(policies) }),
    ...(Object.keys(decided).length === 0 ? [] : [orgPolicyChanged(decided)]),
    ...(contactEmail === undefined ? [] : [waiting(personId, contactEmail, now)]),
    ...(country === undefined && timeZone === undefined ? [] : [localeSet({ country, timeZone })]),
  ];
};

/** The first code of a membership that begins with it. */
const waiting = (personId: string, email: string, now: Instant) =>
  memberContactRequested({ personId, generation: 1, codeExpiresAt: plus(now, codeLife) }, { email });

/** D22: the default workspace is called after what the organization calls workspaces. */
const defaultName = ({ workspaceTerm }: OrganizationPolicies): string =>
  `Default ${workspaceTerms[workspaceTerm].toLowerCase()}`;
