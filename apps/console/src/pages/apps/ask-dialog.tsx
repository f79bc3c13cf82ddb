import { type GrantLevel, grantLevels, isOnlyExternal, MOST_NOTE } from '@annals/contracts';
import { Modal, Textarea } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { requestAccess } from '../../api/app-grants';
import { useCommand } from '../../api/use-command';
import { useOrganization } from '../../app/frame/frame-context';
import { SubmitOrCancel, DialogFields } from '../../components/facts';
import { InlineError } from '../../components/failure';
import { LevelChoice } from '../../components/level-choice';
import { toast } from '../../components/toasts';
import classes from './apps.module.css';
import { useHeld } from './use-held';
import { type AnyApp, askable } from './words';

interface Props {
  /** undefined: the reader asks for none. */
  app: AnyApp | undefined;
  close: () => void;
}

/** Asks for access to an app: for what, and why. */
export function AskDialog({ app, close }: Props) {
  const { membership } = useOrganization();
  const heldBy = useHeld();
  const of = app === undefined ? undefined : heldBy(app);
  const levels = of?.asks === true ? askable(of.held, isOnlyExternal(membership.roles)) : [];
  const [first] = levels;
  return (
    <Modal
      opened={app !== undefined && first !== undefined}
      onClose={close}
      title={`Ask for access to ${app?.name ?? ''}`}
      size={460}
    >
      {app !== undefined && first !== undefined && <Form app={app} levels={levels} first={first} close={close} />}
    </Modal>
  );
}

interface FormProps {
  app: AnyApp;
  levels: readonly GrantLevel[];
  /** The least of them. */
  first: GrantLevel;
  close: () => void;
}

function Form({ app: { botId, name }, levels, first, close }: FormProps) {
  const { organizationId } = useOrganization();
  const [level, setLevel] = useState(first);
  const [note, setNote] = useState('');
  const command = useCommand(
    (said: { level: GrantLevel; note?: string }, key: string) => requestAccess({ organizationId, botId, ...said }, key),
    {
      organizationId,
      onDone: () => {
        close();
        toast({ text: `Asked for access to ${name}.` });
      },
    },
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const why = note.trim();
    void command.run({ level, ...(why === '' ? {} : { note: why }) });
  };
  return (
    <form onSubmit={submit} noValidate>
      <DialogFields>
        <LevelChoice
          label="What you want to do"
          levels={levels}
          words={grantLevels}
          value={level}
          onChange={setLevel}
        />
        <Textarea
          label="What for"
          description="Read by who answers, and kept in the history"
          autosize
          minRows={2}
          maxRows={6}
          maxLength={MOST_NOTE}
          value={note}
          onChange={(event) => {
            setNote(event.currentTarget.value);
          }}
        />
        <p className={classes.under}>
          Its owner, or somebody else who may share it, answers within 14 days. You can withdraw it until then.
        </p>
        <InlineError error={command.error} />
      </DialogFields>
      <SubmitOrCancel pending={command.pending} asks close={close}>
        Ask for access
      </SubmitOrCancel>
    </form>
  );
}
