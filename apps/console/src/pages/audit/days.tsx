import type { AuditEntry, AuditPage } from '@annals/contracts';
import { IconBan } from '@tabler/icons-react';
import type { MouseEvent } from 'react';
import type { z } from 'zod';
import { useOrganization } from '../../app/frame/frame-context';
import { ActorAvatar } from '../../components/actor';
import { Marked } from '../../components/marked';
import { Sentence } from '../../components/sentence';
import { useNow } from '../../components/when';
import { sentenceText } from '../../format/sentence-text';
import { clock, dayHeading, exact } from '../../format/time';
import { entryNumber } from '../../format/words';
import { Changes } from './changes';
import classes from './days.module.css';
import { type AuditQuery, FoldedEntries } from './folded';
import { areaName, byDay } from './query';

type Entry = z.output<typeof AuditEntry>;
type Folded = z.output<typeof AuditPage>['folded'][number];
interface Props {
  entries: readonly Entry[];
  /** What is left out between them, which can be read by the same question. */
  folded?: readonly Folded[];
  query?: AuditQuery;
  /** What was looked for. */
  marked?: string | undefined;
  selected: number | undefined;
  open: (sequence: number) => void;
}

/** Entries under their days, exact times first. */
export function Days({ entries, folded = [], query = {}, marked, selected, open }: Props) {
  const now = useNow();
  const below = (sequence: number | null) => folded.find((group) => group.below === sequence);
  const group = (of: number | null) => {
    const found = below(of);
    return found && <FoldedEntries key={`below ${String(of)}`} folded={found} query={query} row={row} />;
  };
  const row = (entry: Entry) => (
    <EntryRow
      key={entry.sequence}
      entry={entry}
      marked={marked}
      selected={selected === entry.sequence}
      open={() => {
        open(entry.sequence);
      }}
    />
  );
  return (
    <div className={classes.frame}>
      {below(null) && <ul>{group(null)}</ul>}
      {byDay(entries).map(({ day, entries: ofDay }) => {
        const heading = dayHeading(day, now);
        return (
          <section key={day} aria-label={`${heading.name}, ${heading.date}`}>
            <h2 className={classes.day}>
              <b>{heading.name}</b> {heading.date}
            </h2>
            <ul>{ofDay.flatMap((entry) => [row(entry), group(entry.sequence)])}</ul>
          </section>
        );
      })}
    </div>
  );
}

function EntryRow({
  entry,
  marked,
  selected,
  open,
}: {
  entry: Entry;
  marked: string | undefined;
  selected: boolean;
  open: () => void;
}) {
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
        <Sentence organizationId={organizationId} parts={entry.sentence} actor={entry.actor} marked={marked} />
        {entry.reason !== null && (
          <span className={classes.reason}>
            {' '}
            “<Marked text={entry.reason} part={marked} />”
          </span>
        )}
        <Changes changes={entry.changes} />
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
