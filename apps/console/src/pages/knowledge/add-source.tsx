import { AddText, AddWebsite } from '@annals/contracts';
import { Modal, SegmentedControl, Select, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { addText, addWebsite } from '../../api/knowledge';
import { useCommand } from '../../api/use-command';
import type { WorkspaceIds } from '../../api/workspaces';
import { SubmitOrCancel, DialogFields } from '../../components/facts';
import { InlineError } from '../../components/failure';
import { toast } from '../../components/toasts';
import { useForm } from '../../components/use-form';
import { AddFiles } from './add-files';
import classes from './knowledge.module.css';

const kinds = [
  { value: 'files', label: 'Files' },
  { value: 'text', label: 'Text' },
  { value: 'website', label: 'Website' },
];

interface Props {
  ids: WorkspaceIds;
  opened: boolean;
  close: () => void;
}

/** Adds what bots of a workspace may read. */
export function AddSourceDialog({ opened, ...rest }: Props) {
  return (
    <Modal opened={opened} onClose={rest.close} title="Add source" size={520}>
      {opened && <Kinds {...rest} />}
    </Modal>
  );
}

function Kinds(props: Omit<Props, 'opened'>) {
  const [kind, setKind] = useState('files');
  return (
    <>
      <SegmentedControl
        className={classes.kinds}
        aria-label="What it is"
        data={kinds}
        value={kind}
        onChange={setKind}
        fullWidth
      />
      {kind === 'files' && <AddFiles {...props} />}
      {kind === 'text' && <TextForm {...props} />}
      {kind === 'website' && <WebsiteForm {...props} />}
    </>
  );
}

function TextForm({ ids, close }: Omit<Props, 'opened'>) {
  const command = useCommand((body: { name: string; text: string }, key) => addText({ ...ids, ...body }, key), {
    organizationId: ids.organizationId,
    onDone: () => {
      close();
      toast({ text: 'Added the text. It is used once it was read.' });
    },
  });
  const form = useForm(AddText, { name: '', text: '' }, command.error);
  return (
    <form onSubmit={form.submit((body) => void command.run(body))} noValidate>
      <DialogFields>
        <TextInput label="Name" description="As people call it: Tone of voice" data-autofocus {...form.field('name')} />
        <Textarea label="Text" autosize minRows={6} maxRows={14} {...form.field('text')} />
        <InlineError error={command.error} />
      </DialogFields>
      <SubmitOrCancel pending={command.pending} close={close}>
        Add text
      </SubmitOrCancel>
    </form>
  );
}

const levels = [
  { value: '1', label: 'Only this page' },
  { value: '2', label: 'And the pages that it leads to' },
  { value: '3', label: 'And those that these lead to' },
];
const typed = AddWebsite.pick({ address: true });

function WebsiteForm({ ids, close }: Omit<Props, 'opened'>) {
  const [deep, setDeep] = useState('2');
  const command = useCommand((body: { address: string; levels: number }, key) => addWebsite({ ...ids, ...body }, key), {
    organizationId: ids.organizationId,
    onDone: () => {
      close();
      toast({ text: 'Added the website. It is used once it was read.' });
    },
  });
  const form = useForm(typed, { address: '' }, command.error);
  return (
    <form onSubmit={form.submit(({ address }) => void command.run({ address, levels: Number(deep) }))} noValidate>
      <DialogFields>
        <TextInput
          label="Address"
          description="Of a public website: https://help.example.org"
          type="url"
          inputMode="url"
          data-autofocus
          {...form.field('address')}
        />
        <Select
          label="How deep"
          description="Pages of the same host, 200 at most; what its robots.txt forbids is left out"
          data={levels}
          value={deep}
          allowDeselect={false}
          onChange={(value) => {
            setDeep(value ?? '2');
          }}
        />
        <InlineError error={command.error} />
      </DialogFields>
      <SubmitOrCancel pending={command.pending} close={close}>
        Add website
      </SubmitOrCancel>
    </form>
  );
}
