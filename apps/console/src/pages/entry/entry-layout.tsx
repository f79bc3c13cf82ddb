import type { ReactNode } from 'react';
import { Logo } from '../../components/logo';
import classes from './entry-layout.module.css';

const history = [
  ['2 Mar', 'Tomasz Nowak', 'created the organization', '#1'],
  ['2 Mar', 'Tomasz Nowak', 'invited Ingrid Solberg as Owner', '#4'],
  ['1 Jun', 'Jonas Lindqvist', 'registered invoice-reader', '#8,019'],
  ['1 Jun', 'invoice-reader', 'finished its first run', '#8,031'],
  ['12 Aug', 'Marcus Bell', 'invited Oliver Grant as Auditor', '#17,450'],
  ['12 Aug', 'Priya Raman', 'disabled fuel-surcharge', '#17,466'],
] as const;

interface Props {
  title: string;
  lead?: ReactNode;
  above?: ReactNode;
  children: ReactNode;
}

/** The pages before the console: the form at the left, what Annals is at the right. */
export function EntryLayout({ title, lead, above, children }: Props) {
  return (
    <div className={classes.page}>
      <title>{`${title} · Annals`}</title>
      <main className={classes.side}>
        <Logo />
        <div className={classes.form}>
          {above}
          <h1 className={classes.title}>{title}</h1>
          {lead !== undefined && <p className={classes.lead}>{lead}</p>}
          {children}
        </div>
      </main>
      <aside className={classes.story} aria-label="About Annals">
        <p className={classes.claim}>Nothing is overwritten.</p>
        <p className={classes.why}>Every change is kept: who made it, when, and why.</p>
        <div className={classes.card} aria-hidden>
          {history.map(([day, who, what, number]) => (
            <p key={number} className={classes.entry}>
              <span>{day}</span>
              <span className={classes.what}>
                <b>{who}</b> {what}
              </span>
              <span>{number}</span>
            </p>
          ))}
        </div>
      </aside>
    </div>
  );
}
