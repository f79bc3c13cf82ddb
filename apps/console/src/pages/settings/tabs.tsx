import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useOrganization } from '../../app/frame/frame-context';
import { Page } from '../../app/frame/page';
import { tabsOf } from '../../app/frame/settings-tabs';
import classes from './tabs.module.css';

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
