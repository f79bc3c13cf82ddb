import type { AuditEntry } from '@annals/contracts';
import { IconBan } from '@tabler/icons-react';
import type { MouseEvent } from 'react';
import type { z } from 'zod';
import { useOrganization } from '../../app/frame/frame-context';
import { ActorAvatar } from '../../components/actor';
import { Sentence } from '../../components/sentence';
import { useNow } from '../../components/when';
import { sentenceText } from '../../format/sentence-text';
import { clock, dayHeading, exact } from '../../format/time';
import { entryNumber } from '../../format/words';
import classes from './days.module.css';
import { areaName, byDay } from './query';

type Entry = z.output<typeof AuditEntry>;
interface Props {
  entries: readonly Entry[];
  selected: number | undefined;
  open: (sequence: number) => void;
}

/** Entries under their days, exact times first. */
export function Days({ entries, selected, open }: Props) {
  const now = useNow();
  return (
    <div className={classes.frame}>
      {byDay(entries).map(({ day, entries: ofDay }) => {
        const heading = dayHeading(day, now);
        return (
          <section key={day} aria-label={`${heading.name}, ${heading.date}`}>
            <h2 className={classes.day}>
              <b>{heading.name}</b> {heading.date}
            </h2>
            <ul>
              {ofDay.map((entry) => (
                <Row
                  key={entry.sequence}
                  entry={entry}
                  selected={selected === entry.sequence}
                  open={() => {
                    open(entry.sequence);
                  }}
                />
              ))}
            </ul>
          </section>
        );
      })}
    </div>
  );
}

function Row({ entry, selected, open }: { entry: Entry; selected: boolean; open: () => void }) {
  const { organizationId } = useOrganization();
  const click = (event: MouseEvent) => {
    if (
      event.target instanceof Element &&
      event.target.closest('a, button') === null &&
      (window.getSelection()?.toString() ?? '') === ''
    )
      open();
  };
  return (
    <li className={classes.entry} data-selected={selected || undefined} onClick={click}>
      <time className={classes.time} dateTime={entry.at} title={exact(entry.at)}>
        {clock(entry.at)}
      </time>
      <span className={classes.actor}>
        <ActorAvatar entry={entry} />
      </span>
      <span className={classes.sentence}>
        {entry.outcome === 'denied' && (
          <span className={classes.refused}>
            <IconBan size={15} stroke={1.7} aria-hidden />
            Refused
          </span>
        )}
        <Sentence organizationId={organizationId} parts={entry.sentence} actor={entry.actor} />
        {entry.reason !== null && <span className={classes.reason}> “{entry.reason}”</span>}
      </span>
      <span className={classes.area}>{areaName(entry.area)}</span>
      <button
        type="button"
        className={classes.number}
        data-row
        data-open={selected}
        aria-expanded={selected}
        onClick={open}
        aria-label={`${entryNumber(entry.sequence)}: ${sentenceText(entry)}`}
      >
        {entryNumber(entry.sequence)}
      </button>
    </li>
  );
}
