import type { Permission } from '@annals/contracts';
import type { OrganizationFrame } from './frame-context';

/**
 * The pages of the settings, each with the permissions of which one is enough to see something there (D23, D26). Who
 * has none of them sees no settings at all (D24, B6).
 */
export const settingsTabs = [
  { to: '/organizations/$organizationId/settings', name: 'General', needs: ['org.info:read', 'org.info:write'] },
  {
    to: '/organizations/$organizationId/settings/account-info',
    name: 'Account info',
    needs: ['org.info:read', 'org.billing_address:read', 'org.phone:read'],
  },
  { to: '/organizations/$organizationId/settings/policies', name: 'Policies', needs: ['org.policy:read'] },
  {
    to: '/organizations/$organizationId/settings/destinations',
    name: 'Audit log',
    needs: ['audit.destinations:manage'],
  },
  { to: '/organizations/$organizationId/settings/security', name: 'Security', needs: ['security:read'] },
  {
    to: '/organizations/$organizationId/settings/danger',
    name: 'Danger zone',
    needs: ['org:pause', 'org:transfer_ownership', 'org:delete'],
  },
] as const satisfies readonly { to: string; name: string; needs: readonly Permission[] }[];

/** The tabs that a reader sees. */
export const tabsOf = ({ can }: Pick<OrganizationFrame, 'can'>) =>
  settingsTabs.filter(({ needs }) => needs.some((permission) => can(permission)));
