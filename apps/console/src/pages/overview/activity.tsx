import type { AuditPage } from '@annals/contracts';
import { VisuallyHidden } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import type { z } from 'zod';
import { useOrganization } from '../../app/frame/frame-context';
import { ActorAvatar } from '../../components/actor';
import { Sentence } from '../../components/sentence';
import { When } from '../../components/when';
import { entryNumber, plural } from '../../format/words';
import classes from './activity.module.css';

interface Props {
  title: string;
  page: z.output<typeof AuditPage>;
}

/** The latest entries of the history, with a polite summary for readers every 30 s. */
export function Activity({ title, page }: Props) {
  const { organizationId } = useOrganization();
  const newest = page.items[0]?.sequence ?? 0;
  return (
    <div className={classes.place}>
      <section className={classes.box} aria-label={title}>
        <header className={classes.head}>
          <i aria-hidden />
          <h2>{title}</h2>
          <Link to="/organizations/$organizationId/audit" params={{ organizationId }}>
            Audit log
          </Link>
        </header>
        <ul className={classes.list} tabIndex={0} aria-label="Latest entries">
          {page.items.map((entry) => (
            <li key={entry.sequence} className={classes.entry}>
              <ActorAvatar entry={entry} />
              <div className={classes.words}>
                <Sentence organizationId={organizationId} parts={entry.sentence} actor={entry.actor} />
                <p className={classes.meta}>
                  <When at={entry.at} /> ·{' '}
                  <Link
                    to="/organizations/$organizationId/audit"
                    params={{ organizationId }}
                    search={{ row: entry.sequence }}
                  >
                    {entryNumber(entry.sequence)}
                  </Link>
                </p>
              </div>
            </li>
          ))}
        </ul>
        <Summary newest={newest} />
      </section>
    </div>
  );
}

function Summary({ newest }: { newest: number }) {
  const [told, setTold] = useState({ at: newest, words: '' });
  useEffect(() => {
    const timer = window.setTimeout(() => {
      if (newest > told.at)
        setTold({ at: newest, words: `${plural(newest - told.at, 'new entry', 'new entries')} in the history` });
    }, 30_000);
    return () => {
      window.clearTimeout(timer);
    };
  }, [newest, told.at]);
  return <VisuallyHidden role="status">{told.words}</VisuallyHidden>;
}
