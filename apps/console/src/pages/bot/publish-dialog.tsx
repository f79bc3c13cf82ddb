import { Modal, Textarea, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { publishVersion, versionQuery } from '../../api/bots';
import { useCommand } from '../../api/use-command';
import { useOrganization } from '../../app/frame/frame-context';
import { SubmitOrCancel, DialogFields } from '../../components/facts';
import { InlineError, LoadFailure } from '../../components/failure';
import { toast } from '../../components/toasts';
import classes from './bot.module.css';
import { readTyped } from './configuration';
import type { AnyBot } from './types';

interface Props {
  bot: AnyBot;
  /** The version in use, on which this one is based; 0 for none. */
  inUse: number;
  opened: boolean;
  close: () => void;
}

/** A version of its configuration, typed as JSON over the one that is in use when the dialog opens. */
export function PublishDialog({ opened, ...rest }: Props) {
  const { bot, inUse } = rest;
  const { organizationId } = useOrganization();
  // Whatever others publish meanwhile, it stays based on that.
  const [base, fix] = useState<number>();
  if (opened && base === undefined) fix(inUse);
  if (!opened && base !== undefined) fix(undefined);
  const asked = base !== undefined && base > 0;
  const read = useQuery({ ...versionQuery({ organizationId, botId: bot.botId }, base ?? 0), enabled: asked });
  return (
    <Modal
      opened={opened && base !== undefined && !(asked && read.isPending)}
      onClose={rest.close}
      title={`Publish a version for ${bot.name}`}
      size={620}
    >
      {read.error === null ? (
        <Form {...rest} base={base ?? 0} was={read.data?.configuration ?? {}} />
      ) : (
        <LoadFailure what="version in use" error={read.error} retry={() => void read.refetch()} />
      )}
    </Modal>
  );
}

interface FormProps extends Omit<Props, 'opened'> {
  base: number;
  was: Record<string, unknown>;
}

function Form({ bot, inUse, base, was, close }: FormProps) {
  const { organizationId } = useOrganization();
  const [basedOn, rebase] = useState(base);
  const [text, setText] = useState(() => JSON.stringify(was, null, 2));
  const [note, setNote] = useState('');
  const [asked, ask] = useState(false);
  const typed = readTyped(text);
  const command = useCommand(publishVersion, {
    organizationId,
    onDone: ({ version }) => {
      close();
      toast({ text: `Published version ${version} for ${bot.name}.` });
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    ask(true);
    if (!('value' in typed)) return;
    const said = note.trim() === '' ? {} : { note };
    void command.run({ organizationId, botId: bot.botId, basedOn, configuration: typed.value, ...said });
  };
  const hasChanged = command.error?.code === 'BOT_VERSION_CHANGED';
  return (
    <form onSubmit={submit} noValidate>
      <DialogFields>
        <Textarea
          label="Configuration"
          description="A JSON object, up to 32 KiB. Runs that begin from now on get it; those at work keep theirs."
          classNames={{ input: classes.json ?? '' }}
          autosize
          minRows={10}
          maxRows={20}
          spellCheck={false}
          data-autofocus
          value={text}
          error={asked && 'wrong' in typed ? typed.wrong : undefined}
          onChange={(event) => {
            setText(event.currentTarget.value);
          }}
        />
        <TextInput
          label="Note"
          description="What is new in it, for whoever looks at the versions"
          maxLength={500}
          value={note}
          onChange={(event) => {
            setNote(event.currentTarget.value);
          }}
        />
        <InlineError error={command.error} />
        {hasChanged && (
          <p className={classes.words}>
            Version {inUse} is in use by now, your text is kept.{' '}
            <button
              type="button"
              className={classes.link}
              onClick={() => {
                command.reset();
                rebase(inUse);
              }}
            >
              Save mine over version {inUse}
            </button>
          </p>
        )}
      </DialogFields>
      <SubmitOrCancel pending={command.pending} close={close}>
        Publish version
      </SubmitOrCancel>
    </form>
  );
}
