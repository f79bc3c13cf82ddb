import { Tooltip, UnstyledButton } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Fragment, useState } from 'react';
import { overviewQuery } from '../../api/queries';
import { useTerms } from '../../components/use-terms';
import { useOrganization } from './frame-context';
import { HistoryState } from './history-state';
import { MeMenu } from './me-menu';
import { type PageLink, pagesOf } from './pages';
import { SchemeMenu } from './scheme-menu';
import classes from './sidebar.module.css';
import { Switcher } from './switcher';

/**
 * Switcher, search, the pages that the reader may see, and the reader. `wide`: in the drawer, with words at any width.
 */
export function Sidebar({ wide = false, openHelp }: { wide?: boolean; openHelp: () => void }) {
  const { openPalette, can } = useOrganization();
  const [switching, setSwitching] = useState(false);
  const allowed = pagesOf({ can });
  const narrow = useMediaQuery('(max-width: 1023px)', false, { getInitialValueInEffect: false }) && !wide;
  return (
    <div className={classes.sidebar} data-wide={wide || undefined}>
      <Switcher opened={switching} setOpened={setSwitching} />
      <UnstyledButton
        className={classes.search}
        onClick={openPalette}
        aria-keyshortcuts="Control+K"
        aria-haspopup="dialog"
      >
        <IconSearch size={15} stroke={1.7} aria-hidden />
        <span>Search or jump to</span>
        <kbd>Ctrl K</kbd>
      </UnstyledButton>
      {/* The switcher lies over the pages: what is half covered cannot be hit. */}
      <nav aria-label="Pages" inert={switching}>
        {(['', 'Organization', 'History'] as const).map((group) => {
          const links = allowed.filter((page) => page.group === group);
          return links.length === 0 ? null : (
            <Fragment key={group}>
              {group !== '' && <p className={classes.group}>{group}</p>}
              {links.map((page) => (
                <NavLink key={page.to} page={page} narrow={narrow} />
              ))}
            </Fragment>
          );
        })}
      </nav>
      <HistoryState />
      <div className={classes.foot}>
        <MeMenu />
        <Tooltip label="Keys">
          <UnstyledButton className={classes.icon} onClick={openHelp} aria-label="List of keys" aria-haspopup="dialog">
            ?
          </UnstyledButton>
        </Tooltip>
        <SchemeMenu className={classes.icon} />
      </div>
    </div>
  );
}

function NavLink({ page, narrow }: { page: PageLink; narrow: boolean }) {
  const { organizationId } = useOrganization();
  const Icon = page.icon;
  const name = useTerms()(page.name);
  return (
    <Tooltip label={name} position="right" disabled={!narrow}>
      <Link
        to={page.to}
        params={{ organizationId }}
        className={classes.link}
        activeOptions={{ exact: page.key === 'o', includeSearch: false }}
      >
        <Icon size={17} stroke={1.7} aria-hidden />
        <span>{name}</span>
        {page.name === 'Bots' && <BotsBadge />}
      </Link>
    </Tooltip>
  );
}

/** Bots that report an error: somebody must act. */
function BotsBadge() {
  const { organizationId } = useOrganization();
  const failing = useQuery(overviewQuery(organizationId, 14)).data?.bots.error ?? 0;
  return failing === 0 ? null : (
    <b className={classes.badge}>
      {failing}
      <span hidden> in error</span>
    </b>
  );
}
