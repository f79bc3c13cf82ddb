import { knowledgeLimits, routes } from '@annals/contracts';
import { Button, FileButton, Progress } from '@mantine/core';
import { IconFilePlus } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { positions } from '../../api/positions';
import { asApiError } from '../../api/problem';
import { base64Of, upload } from '../../api/upload';
import type { WorkspaceIds } from '../../api/workspaces';
import { DialogButtons, DialogFields } from '../../components/facts';
import classes from './knowledge.module.css';
import { bytes } from './words';

/** What the server can read. */
export const ACCEPTED = '.pdf,.txt,.csv,.md,.markdown,.html,.htm';

interface Sent {
  readonly file: File;
  readonly key: string;
  readonly share: number;
  readonly state: 'waits' | 'goes' | 'done' | 'failed';
  readonly error?: string;
}

/** Files that are sent at once, each with how far it is and what came of it. */
export function AddFiles({ ids, close }: { ids: WorkspaceIds; close: () => void }) {
  const client = useQueryClient();
  const [files, setFiles] = useState<readonly Sent[]>([]);
  const [tooMany, setTooMany] = useState(false);
  const [sending, setSending] = useState(false);
  const change = (key: string, to: Partial<Sent>) => {
    setFiles((before) => before.map((each) => (each.key === key ? { ...each, ...to } : each)));
  };
  const choose = (chosen: readonly File[]) => {
    setTooMany(chosen.length > knowledgeLimits.reading);
    const some = chosen.slice(0, knowledgeLimits.reading);
    setFiles(some.map((file) => ({ file, key: crypto.randomUUID(), share: 0, state: 'waits' })));
  };
  const send = async ({ file, key }: Sent): Promise<boolean> => {
    change(key, { state: 'goes', share: 0 });
    try {
      const asked = { ...ids, name: file.name, content: await base64Of(file) };
      const onProgress = (share: number) => {
        change(key, { share });
      };
      const { position } = await upload(routes.automation.addFile, asked, { key, onProgress });
      positions.remember(ids.organizationId, position);
      change(key, { state: 'done', share: 1 });
      return true;
    } catch (error) {
      change(key, { state: 'failed', error: asApiError(error).message });
      return false;
    }
  };
  const sendAll = async () => {
    setSending(true);
    const outcomes = await Promise.all(files.filter(({ state }) => state !== 'done').map(send));
    setSending(false);
    await client.invalidateQueries({ queryKey: ['org', ids.organizationId] });
    if (outcomes.every((went) => went)) close();
  };
  return (
    <>
      <DialogFields>
        <div>
          <FileButton multiple accept={ACCEPTED} onChange={choose}>
            {(button) => (
              <Button
                variant="default"
                leftSection={<IconFilePlus size={15} stroke={1.7} aria-hidden />}
                disabled={sending}
                {...button}
              >
                Choose files
              </Button>
            )}
          </FileButton>
          <p className={classes.help}>PDF, text, Markdown or HTML, 10 MB each, five at once.</p>
        </div>
        {tooMany && <p role="alert">Only the first five were taken. Add the others when these are read.</p>}
        {files.length > 0 && (
          <ul className={classes.sent} aria-label="Chosen files">
            {files.map((each) => (
              <li key={each.key}>
                <span className={classes.sentName}>{each.file.name}</span>
                <span className={classes.under}>{stateOf(each)}</span>
                <Progress value={each.share * 100} size={4} aria-label={`How far ${each.file.name} was sent`} />
              </li>
            ))}
          </ul>
        )}
      </DialogFields>
      <DialogButtons>
        <Button variant="default" onClick={close}>
          Cancel
        </Button>
        <Button disabled={files.length === 0} loading={sending} onClick={() => void sendAll()}>
          Add files
        </Button>
      </DialogButtons>
    </>
  );
}

function stateOf({ state, file, share, error }: Sent): string {
  if (state === 'failed') return error ?? 'It was not sent.';
  if (state === 'done') return 'Sent';
  return state === 'goes' ? `${Math.floor(share * 100)} % of ${bytes(file.size)}` : bytes(file.size);
}
