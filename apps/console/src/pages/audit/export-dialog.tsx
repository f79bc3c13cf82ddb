import { auditExportFormat } from '@annals/contracts';
import { Button, Modal, Progress, Select } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { auditExportQuery } from '../../api/audit-exports';
import { useOrganization } from '../../app/frame/frame-context';
import { DialogButtons, DialogFields, Facts, SubmitOrCancel } from '../../components/facts';
import { InlineError } from '../../components/failure';
import { entryNumber, plural } from '../../format/words';
import { type Filter, type Taken, useAuditExport } from './use-audit-export';
import classes from './export-dialog.module.css';

const formats = [
  { value: 'csv', label: 'CSV, for spreadsheets' },
  { value: 'jsonl', label: 'JSONL, for programs' },
] as const;

interface Asked {
  filter: Filter;
  /** The filter in a sentence. */
  words: string;
  /** The page shows less: files know nothing of what is looked for by its text, or by a session. */
  wider: boolean;
}

/** Takes entries of the log as a file: all that the filters find, not this page only. */
export function AuditExportButton(asked: Asked) {
  const [opened, setOpened] = useState(false);
  return (
    <>
      <Button
        variant="default"
        leftSection={<IconDownload size={15} stroke={1.7} aria-hidden />}
        data-compact
        onClick={() => {
          setOpened(true);
        }}
      >
        Export
      </Button>
      <Modal
        opened={opened}
        title="Export entries of the audit log"
        size={480}
        onClose={() => {
          setOpened(false);
        }}
      >
        {opened && (
          <Export
            {...asked}
            close={() => {
              setOpened(false);
            }}
          />
        )}
      </Modal>
    </>
  );
}

function Export({ filter, words, wider, close }: Asked & { close: () => void }) {
  const [format, setFormat] = useState<string>('csv');
  const { ask, taken, stop } = useAuditExport();
  if (taken !== undefined) return <Taking taken={taken} stop={stop} close={close} />;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void ask.run({ format: auditExportFormat.parse(format), ...filter });
      }}
    >
      <p className={classes.words}>
        {words === '' ? 'Every entry there is by now.' : `Entries that are there by now. ${words}`} That you take them
        is told in the log.
        {wider && ' What you look for by its text or by a session does not narrow the file.'}
      </p>
      <DialogFields>
        <Select
          label="Format"
          data={[...formats]}
          value={format}
          allowDeselect={false}
          onChange={(value) => {
            setFormat(value ?? 'csv');
          }}
        />
      </DialogFields>
      <InlineError error={ask.error} />
      <SubmitOrCancel pending={ask.pending} close={close}>
        Export
      </SubmitOrCancel>
    </form>
  );
}

function Taking({ taken, stop, close }: { taken: Taken; stop: () => void; close: () => void }) {
  const { rows, first, last, lines, state, error } = taken;
  const part = rows === 0 ? 100 : Math.min((lines / rows) * 100, 100);
  return (
    <>
      <p className={classes.words} role="status">
        {state === 'coming' && `${plural(Math.min(lines, rows), 'entry', 'entries')} of ${rows.toLocaleString('en')}…`}
        {state === 'done' && `Exported ${plural(rows, 'entry', 'entries')}.`}
        {state === 'broken' && 'The file broke off. Nothing was saved; it can be exported again.'}
      </p>
      <Progress
        value={part}
        className={classes.progress ?? ''}
        aria-label="How far the file is"
        color={state === 'broken' ? 'vermilion' : 'lapis'}
      />
      {state === 'done' && <Answer {...taken} />}
      {state !== 'done' && first !== null && last !== null && (
        <p className={classes.words}>
          From {entryNumber(first)} to {entryNumber(last)}.
        </p>
      )}
      <InlineError error={error} />
      <DialogButtons>
        {state === 'coming' ? (
          <Button variant="default" onClick={stop}>
            Stop
          </Button>
        ) : (
          <Button onClick={close} data-autofocus>
            Done
          </Button>
        )}
      </DialogButtons>
    </>
  );
}

/** What the log says of the file, to check it by. */
function Answer({ exportId, rows, first, last }: Taken) {
  const { organizationId } = useOrganization();
  const told = useQuery(auditExportQuery(organizationId, exportId)).data?.taken.at(-1);
  return (
    <Facts
      facts={[
        ['Entries', rows.toLocaleString('en')],
        ['From', first === null ? '–' : entryNumber(first)],
        ['To', last === null ? '–' : entryNumber(last)],
        ['SHA-256', <code className={classes.digest}>{told?.digest ?? '…'}</code>],
      ]}
    />
  );
}
