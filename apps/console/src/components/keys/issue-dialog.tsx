import { type IssuedKey, IssueBotKey, IssueKey, type Permission, permissions } from '@annals/contracts';
import { Checkbox, Modal, Select, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { z } from 'zod';
import { issueKey, type KeysOf } from '../../api/identity';
import { useCommand } from '../../api/use-command';
import { date } from '../../format/time';
import { SubmitOrCancel, DialogFields } from '../facts';
import { InlineError } from '../failure';
import { fieldSentence } from '../field-sentences';
import { ShownOnce } from '../shown-once';
import { useForm } from '../use-form';
import classes from './keys.module.css';

interface Props {
  owner: KeysOf;
  of: string;
  opened: boolean;
  close: () => void;
  grantable?: readonly Permission[];
}

/**
 * Issues a key and shows its secret once. With `grantable`, permissions are chosen among them; a bot's key has its own
 * fixed ones.
 */
export function IssueDialog({ opened, close, ...rest }: Props) {
  const [issued, setIssued] = useState<z.output<typeof IssuedKey>>();
  const end = () => {
    close();
    setIssued(undefined);
  };
  return (
    <Modal
      opened={opened}
      onClose={end}
      title={issued === undefined ? `Issue a key for ${rest.of}` : 'Copy the key now'}
      size={520}
      closeOnClickOutside={issued === undefined}
      closeOnEscape={issued === undefined}
    >
      {opened &&
        (issued === undefined ? (
          <Form {...rest} close={end} issued={setIssued} />
        ) : (
          <ShownOnce noun="key" value={issued.secret} end="I have stored it" done={end}>
            who loses it issues another one. It works until {date(issued.expiresAt)}.
          </ShownOnce>
        ))}
    </Modal>
  );
}

const days = [
  ['7', '7 days'],
  ['30', '30 days'],
  ['90', '90 days'],
  ['365', '365 days'],
].map(([value = '', label = '']) => ({ value, label }));
const expiresInDays = z.coerce.number<string>().pipe(IssueKey.shape.expiresInDays);
const Named = z.object({ name: IssueBotKey.shape.name, expiresInDays });

function Form({
  owner,
  grantable,
  close,
  issued,
}: Omit<Props, 'opened'> & { issued: (key: z.output<typeof IssuedKey>) => void }) {
  const [chosen, setChosen] = useState<Permission[]>([]);
  const [asked, setAsked] = useState(false);
  const command = useCommand(
    (body: z.input<typeof IssueKey> | z.input<typeof IssueBotKey>, key) => issueKey(owner, body, key),
    { organizationId: owner.organizationId, onDone: issued },
  );
  const form = useForm(Named, { name: '', expiresInDays: '90' }, command.error);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setAsked(true);
    const body = form.check();
    if (body === undefined || (grantable !== undefined && chosen.length === 0)) return;
    void command.run(grantable === undefined ? body : { ...body, permissions: chosen });
  };
  return (
    <form onSubmit={submit} noValidate>
      <DialogFields>
        <TextInput
          label="Name"
          description="What uses it and where, so that you know it again"
          data-autofocus
          {...form.field('name')}
        />
        <Select
          label="Expires after"
          data={days}
          allowDeselect={false}
          value={form.values.expiresInDays}
          onChange={(value) => {
            form.set('expiresInDays', value ?? '90');
          }}
          comboboxProps={{ withinPortal: false }}
        />
        {grantable === undefined ? (
          <p className={classes.what}>
            It may report that the bot is alive, and the start, progress and end of its runs. Nothing else.
          </p>
        ) : (
          <Checkbox.Group
            label="What it may do"
            description="At most what you may do yourself, at any moment. The key ends when you leave."
            value={chosen}
            onChange={(values) => {
              setChosen(grantable.filter((permission) => values.includes(permission)));
            }}
            error={asked && chosen.length === 0 ? fieldSentence('permissions') : undefined}
          >
            <div className={classes.permissions}>
              {grantable.map((permission) => (
                <Checkbox key={permission} value={permission} label={permissions[permission]} />
              ))}
            </div>
          </Checkbox.Group>
        )}
        <InlineError error={command.error} />
      </DialogFields>
      <SubmitOrCancel pending={command.pending} close={close}>
        Issue key
      </SubmitOrCancel>
    </form>
  );
}
