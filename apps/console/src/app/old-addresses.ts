/**
 * Addresses of the console that something stood at, or that people know from other products' settings, and what they
 * find there now, below `/organizations/{id}` (D26).
 */
export const oldAddresses: Readonly<Record<string, string>> = {
  '/settings/general': '/settings',
  '/settings/users': '/people',
  '/settings/members': '/people',
  '/settings/invitations': '/people?tab=invitations',
  '/settings/roles': '/people?tab=roles',
  '/settings/workspaces': '/workspaces',
  '/settings/bots': '/bots',
  '/settings/run-history': '/runs',
  '/settings/billing': '/settings/account-info',
  '/settings/api-keys': '/api-keys',
  '/settings/audit': '/audit',
  '/members': '/people',
  '/users': '/people',
  '/roles': '/people?tab=roles',
};
