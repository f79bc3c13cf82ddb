import { Button, TextInput, UnstyledButton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { historyQuery } from '../../api/history';
import { auditQuery } from '../../api/queries';
import { Sentence } from '../../components/sentence';
import { date } from '../../format/time';
import { entryNumber } from '../../format/words';
import { useOrganization } from '../frame/frame-context';
import { DaysStrip } from './days-strip';
import { fieldOf, jumps, typedMoment } from './moment-words';
import classes from './past.module.css';

interface Props {
  instant: number;
  look: (at: string | undefined) => void;
}

/** Chooses a moment: typed, by jumps, by its day, or where something happened. */
export function MomentForm({ instant, look }: Props) {
  const { organizationId, organization, can } = useOrganization();
  const { data } = useQuery(historyQuery(organizationId));
  const [typed, setTyped] = useState({ instant: fieldOf(instant), event: '' });
  const [wrong, setWrong] = useState(false);
  const go = (event: FormEvent) => {
    event.preventDefault();
    const at = typedMoment(typed);
    setWrong(at === undefined);
    if (at !== undefined) look(at);
  };
  return (
    <div className={classes.form}>
      <form onSubmit={go} noValidate>
        <p className={classes.title}>See {organization.name} as of</p>
        <div className={classes.fields}>
          <TextInput
            type="datetime-local"
            step={1}
            label="Day and time in UTC"
            value={typed.instant}
            data-autofocus
            onChange={(event) => {
              setTyped({ ...typed, instant: event.currentTarget.value });
            }}
          />
          <TextInput
            label="Or an event number"
            value={typed.event}
            inputMode="numeric"
            error={wrong ? 'This is no moment' : undefined}
            onChange={(event) => {
              setTyped({ ...typed, event: event.currentTarget.value });
            }}
          />
          <Button type="submit">Go there</Button>
        </div>
      </form>
      <div className={classes.jumps}>
        {jumps(Date.now(), data?.last.sequence ?? 0).map(({ label, at }) => (
          <Button
            key={label}
            variant="default"
            radius="xl"
            size="xs"
            onClick={() => {
              look(at);
            }}
          >
            {label}
          </Button>
        ))}
      </div>
      <DaysStrip instant={instant} look={look} />
      {can('audit:read') && <Marks look={look} />}
      <p className={classes.note}>What you see then is read-only</p>
    </div>
  );
}

/** Where things happened to the organization itself, the newest first. */
function Marks({ look }: Pick<Props, 'look'>) {
  const { organizationId } = useOrganization();
  const { data } = useQuery(auditQuery(organizationId, { area: 'organization', limit: 6 }));
  if (data === undefined || data.items.length === 0) return null;
  return (
    <>
      <p className={classes.title}>Where things happened</p>
      <ul className={classes.marks}>
        {data.items.map(({ sequence, at, sentence, actor }) => (
          <li key={sequence}>
            <span className={classes.day}>{date(at)}</span>
            <Sentence organizationId={organizationId} parts={sentence} actor={actor} />
            <UnstyledButton
              aria-label={`${entryNumber(sequence)}: see it as of then`}
              onClick={() => {
                look(String(sequence));
              }}
            >
              {entryNumber(sequence)}
            </UnstyledButton>
          </li>
        ))}
      </ul>
    </>
  );
}
