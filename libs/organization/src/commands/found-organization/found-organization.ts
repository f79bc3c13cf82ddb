import {
  localeSet,
  memberAdded,
  organizationCreated,
  orgPolicyChanged,
  policiesChanged,
  unsaidPolicies,
  workspaceCreated,
  workspaceTerms,
  type OrganizationEvent,
  type OrganizationPolicies,
} from '@annals/contracts';
import type { Decide } from '@annals/kernel';
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
  /** What the installation lets its new organizations begin with. */
  readonly policies: OrganizationPolicies;
}

/**
 * A8, A10, D22: the organization, its Owner and its default workspace in one append; there is never an instant without
 * an owner.
 */
export const foundOrganization: Decide<Organization, FoundOrganization, OrganizationEvent> = (
  { settings },
  command,
) => {
  if (settings.created) return [];
  const { organizationId, userId, personId, workspaceId, name, slug, email, alias, country, timeZone, policies } =
    command;
  const decided = policiesChanged(unsaidPolicies, policies);
  return [
    organizationCreated({ organizationId, createdBy: personId }, { name, ...(slug === undefined ? {} : { slug }) }),
    memberAdded({ personId, userId, roles: ['owner'], via: 'creation' }, { email, alias }),
    workspaceCreated({ workspaceId, isDefault: true }, { name: defaultName(policies) }),
    ...(Object.keys(decided).length === 0 ? [] : [orgPolicyChanged(decided)]),
    ...(country === undefined && timeZone === undefined ? [] : [localeSet({ country, timeZone })]),
  ];
};

/** D22: the default workspace is called after what the organization calls workspaces. */
const defaultName = ({ workspaceTerm }: OrganizationPolicies): string =>
  `Default ${workspaceTerms[workspaceTerm].toLowerCase()}`;
