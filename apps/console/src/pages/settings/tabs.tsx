import type { Permission } from '@annals/contracts';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { type OrganizationFrame, useOrganization } from '../../app/frame/frame-context';
import { Page } from '../../app/frame/page';
import classes from './tabs.module.css';

/** The pages of the settings, each with the permissions of which one is enough to see something there (D26). */
const tabs = [
  { to: '/organizations/$organizationId/settings', name: 'General', needs: ['org:read'] },
  {
    to: '/organizations/$organizationId/settings/account-info',
    name: 'Account info',
    needs: ['org.info:read', 'org.billing_address:read', 'org.phone:manage'],
  },
  { to: '/organizations/$organizationId/settings/policies', name: 'Policies', needs: ['org.policy:read'] },
  {
    to: '/organizations/$organizationId/settings/danger',
    name: 'Danger zone',
    needs: ['org:pause', 'org:transfer_ownership', 'org:delete', 'members:leave'],
  },
] as const satisfies readonly { to: string; name: string; needs: readonly Permission[] }[];

/** The tabs that a reader sees. */
export const tabsOf = ({ can }: Pick<OrganizationFrame, 'can'>) =>
  tabs.filter(({ needs }) => needs.some((permission) => can(permission)));

/** A page of the settings, beside the way to the others. */
export function SettingsFrame({ children }: { children: ReactNode }) {
  const frame = useOrganization();
  return (
    <Page title="Settings">
      <div className={classes.frame}>
        <nav aria-label="Settings" className={classes.tabs}>
          {tabsOf(frame).map(({ to, name }) => (
            <Link
              key={to}
              to={to}
              params={{ organizationId: frame.organizationId }}
              activeOptions={{ exact: true }}
              activeProps={{ 'aria-current': 'page' }}
            >
              {name}
            </Link>
          ))}
        </nav>
        <div className={classes.content}>{children}</div>
      </div>
    </Page>
  );
}
