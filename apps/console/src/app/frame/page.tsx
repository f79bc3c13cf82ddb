import { UnstyledButton } from '@mantine/core';
import { IconMenu2, IconSearch } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { UnverifiedBanner } from '../../components/unverified-banner';
import { AsOfBar } from '../past/as-of-bar';
import { ClockPill } from './clock-pill';
import { useOrganization } from './frame-context';
import classes from './page.module.css';
import { EmergencyStrip } from './emergency-strip';
import { HistoryStrip } from './history-strip';
import { OfferBanner } from './offer-banner';
import { StandingBanner } from './standing-banner';
import { StatusStrip } from './status-strip';

interface Props {
  title: string;
  /** What the page is below: "People / Roles". */
  way?: ReactNode;
  /** Leads to the page above: stands for the menu where it is narrow. */
  back?: ReactNode;
  children: ReactNode;
  panel?: ReactNode;
}

/**
 * A page of an organization: the bar with the way here and the clock, the content with its own scroll, and a docked
 * panel.
 */
export function Page({ title, way, back, children, panel }: Props) {
  const { organization, openMenu, openPalette } = useOrganization();
  return (
    <>
      <title>{`${title} · ${organization.name} · Annals`}</title>
      <section className={classes.bar} aria-label="Where you are">
        {back === undefined ? (
          <UnstyledButton className={classes.menu} onClick={openMenu} aria-label="Menu" aria-haspopup="dialog">
            <IconMenu2 size={20} stroke={1.7} aria-hidden />
          </UnstyledButton>
        ) : (
          <span className={classes.menu}>{back}</span>
        )}
        <span className={classes.organization}>{organization.name}</span>
        <span className={classes.slash} aria-hidden>
          /
        </span>
        {way !== undefined && (
          <>
            <span className={classes.way}>{way}</span>
            <span className={classes.slash} aria-hidden>
              /
            </span>
          </>
        )}
        <h1 className={classes.title}>{title}</h1>
        <UnstyledButton
          className={classes.find}
          onClick={openPalette}
          aria-label="Search or jump to"
          aria-haspopup="dialog"
        >
          <IconSearch size={19} stroke={1.7} aria-hidden />
        </UnstyledButton>
        <ClockPill />
      </section>
      <AsOfBar />
      <StatusStrip />
      <HistoryStrip />
      <EmergencyStrip />
      <StandingBanner />
      <UnverifiedBanner />
      <OfferBanner />
      <div className={classes.body}>
        <main id="content" tabIndex={0} className={classes.content}>
          <div className={classes.inner}>{children}</div>
        </main>
        {panel}
      </div>
    </>
  );
}
