import * as accountInfo from './account-info/routes';
import * as bulkInvitations from './bulk-invitations/routes';
import * as checklist from './checklist/routes';
import * as domains from './domains/routes';
import * as invitations from './invitations/routes';
import * as logo from './logo/routes';
import * as joinRequests from './join-requests/routes';
import * as ownership from './ownership/routes';
import * as lifecycle from './lifecycle/routes';
import * as people from './people/routes';
import * as phones from './phones/routes';
import * as profile from './profile/routes';
import * as policies from './policies/routes';
import * as roles from './roles/routes';
import * as seats from './seats/routes';
import * as settings from './settings/routes';
import * as workspaces from './workspaces/routes';

/** Every route of an organization, of all areas. */
export const organizationRoutes = {
  ...settings,
  ...logo,
  ...lifecycle,
  ...people,
  ...ownership,
  ...invitations,
  ...joinRequests,
  ...bulkInvitations,
  ...phones,
  ...accountInfo,
  ...profile,
  ...roles,
  ...seats,
  ...workspaces,
  ...policies,
  ...checklist,
  ...domains,
} as const;
