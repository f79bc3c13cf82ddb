import { MOST_NOTES, type OneRun } from '@annals/contracts';
import { Button, Textarea } from '@mantine/core';
import { type FormEvent, useRef, useState } from 'react';
import type { z } from 'zod';
import { annotateRun } from '../../api/automation';
import { useCommand } from '../../api/use-command';
import { useOrganization } from '../../app/frame/frame-context';
import { useOffers } from '../../app/frame/offered-acts';
import { PanelHeading } from '../../components/facts';
import { InlineError } from '../../components/failure';
import { When } from '../../components/when';
import { actorName } from './query';
import classes from './runs.module.css';

interface Props {
  run: Pick<z.output<typeof OneRun>, 'runId' | 'botName' | 'notes'>;
  mayAdd: boolean;
}

/** What people noted about a run; one more is added by who may control it. */
export function RunNotes({ run, mayAdd }: Props) {
  const { notes } = run;
  if (notes.length === 0 && !mayAdd) return null;
  return (
    <>
      <PanelHeading>Notes</PanelHeading>
      {notes.map(({ at, by, note }) => (
        <div key={`${at} ${note}`} className={classes.note}>
          <p>{note}</p>
          <p className={classes.time}>
            {actorName(by)}, <When at={at} />
          </p>
        </div>
      ))}
      {mayAdd && notes.length < MOST_NOTES && <Add run={run} />}
    </>
  );
}

/** Closing the palette gives the focus back to where it was, so this comes after. */
const later = (act: () => void) => () => void setTimeout(act, 50);

function Add({ run: { runId, botName } }: Pick<Props, 'run'>) {
  const { organizationId } = useOrganization();
  const [note, setNote] = useState('');
  const field = useRef<HTMLTextAreaElement>(null);
  useOffers([{ label: `Note something about the run of ${botName}`, does: later(() => field.current?.focus()) }]);
  const command = useCommand(
    (said: { note: string }, key: string) => annotateRun(organizationId, runId, { ...said, key }),
    {
      organizationId,
      onDone: () => {
        setNote('');
      },
    },
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (note.trim() !== '') void command.run({ note: note.trim() });
  };
  return (
    <form onSubmit={submit} noValidate className={classes.addNote}>
      <Textarea
        ref={field}
        aria-label="A note about this run"
        placeholder="What should others know about this run?"
        autosize
        minRows={2}
        maxRows={6}
        maxLength={2000}
        value={note}
        onChange={(event) => {
          setNote(event.currentTarget.value);
        }}
      />
      <InlineError error={command.error} />
      <Button type="submit" variant="default" loading={command.pending} disabled={note.trim() === ''}>
        Add note
      </Button>
    </form>
  );
}
