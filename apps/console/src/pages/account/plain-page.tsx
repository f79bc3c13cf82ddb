import { IconUser } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { SchemeMenu } from '../../app/frame/scheme-menu';
import { UnverifiedBanner } from '../../components/unverified-banner';
import { Logo } from '../../components/logo';
import classes from './plain-page.module.css';

interface Props {
  title: string;
  lead?: ReactNode;
  end?: ReactNode;
  children: ReactNode;
}

/** A page outside any organization: the mark at the left, the reader at the right. */
export function PlainPage({ title, lead, end, children }: Props) {
  return (
    <div className={classes.page}>
      <title>{`${title} · Annals`}</title>
      <header className={classes.bar}>
        <Link to="/organizations" aria-label="Annals, your organizations">
          <Logo />
        </Link>
        <span className={classes.end}>
          <SchemeMenu className={classes.icon} />
          <Link to="/account" className={classes.icon} aria-label="Your account">
            <IconUser size={18} stroke={1.7} aria-hidden />
          </Link>
        </span>
      </header>
      <UnverifiedBanner />
      <main className={classes.main}>
        <div className={classes.head}>
          <div>
            <h1 className={classes.title}>{title}</h1>
            {lead !== undefined && <p className={classes.lead}>{lead}</p>}
          </div>
          {end}
        </div>
        {children}
      </main>
    </div>
  );
}
