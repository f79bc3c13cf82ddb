import { ActionIcon, Button } from '@mantine/core';
import { IconChevronLeft, IconChevronRight, IconClock } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { momentQuery } from '../../api/history';
import { entryNumber } from '../../format/words';
import { useOrganization } from '../frame/frame-context';
import { DaysStrip } from './days-strip';
import { ago, longMoment } from './moment-words';
import classes from './past.module.css';
import { useLook } from './use-look';

/** On every page that shows the organization as it was: when that is, that it is read-only, and the way back. */
export function AsOfBar() {
  const { at, look } = useLook();
  return at === undefined ? null : <Bar at={at} look={look} />;
}

function Bar({ at, look }: { at: string; look: (at: string | undefined) => void }) {
  const { organizationId, organization } = useOrganization();
  const { data } = useQuery(momentQuery(organizationId, at));
  if (data === undefined) return <section className={classes.bar} aria-label="As it was" />;
  const { before, after } = data;
  return (
    <section className={classes.bar} aria-label="As it was">
      <div className={classes.head}>
        <IconClock size={18} stroke={1.7} aria-hidden />
        <p className={classes.words}>
          <b>
            {organization.name} as it was on {longMoment(data.at)}
          </b>
          <span>
            {ago(data.at, Date.now())}, after event {entryNumber(data.event.sequence)}. Read-only.
          </span>
        </p>
        <Button
          data-time="now"
          onClick={() => {
            look(undefined);
          }}
        >
          Return to now
        </Button>
      </div>
      <div className={classes.tools}>
        <ActionIcon
          variant="default"
          size={32}
          aria-label="The event before"
          data-time="before"
          disabled={before === null}
          onClick={() => {
            if (before) look(String(before.sequence));
          }}
        >
          <IconChevronLeft size={18} stroke={1.7} aria-hidden />
        </ActionIcon>
        <DaysStrip instant={Date.parse(data.at)} look={look} />
        <ActionIcon
          variant="default"
          size={32}
          aria-label="The event after"
          data-time="after"
          onClick={() => {
            look(after === null ? undefined : String(after.sequence));
          }}
        >
          <IconChevronRight size={18} stroke={1.7} aria-hidden />
        </ActionIcon>
      </div>
    </section>
  );
}
