import { routes } from '@annals/contracts';
import { Button, FileInput, Modal, Progress } from '@mantine/core';
import { useState } from 'react';
import type { SourceIds } from '../../api/knowledge';
import { base64Of, upload } from '../../api/upload';
import { useCommand } from '../../api/use-command';
import { DialogButtons, DialogFields } from '../../components/facts';
import { InlineError } from '../../components/failure';
import { toast } from '../../components/toasts';
import { ACCEPTED } from './add-files';

interface Props {
  of: SourceIds;
  name: string;
  opened: boolean;
  close: () => void;
}

/** Another file in the place of one. */
export function ReplaceDialog({ opened, ...rest }: Props) {
  return (
    <Modal opened={opened} onClose={rest.close} title={`Replace ${rest.name}`} size={440}>
      {opened && <Form {...rest} />}
    </Modal>
  );
}

function Form({ of, name, close }: Omit<Props, 'opened'>) {
  const [file, setFile] = useState<File | null>(null);
  const [share, setShare] = useState<number>();
  const command = useCommand(
    async (chosen: { name: string; size: number; at: number }, key) => {
      const content = await base64Of(file ?? new Blob());
      const asked = { ...of, name: chosen.name, content };
      return upload(routes.automation.replaceSource, asked, { key, onProgress: setShare });
    },
    {
      organizationId: of.organizationId,
      onDone: () => {
        close();
        toast({ text: `Replaced ${name}. Until it was read, the file before is used.` });
      },
    },
  );
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (file !== null) void command.run({ name: file.name, size: file.size, at: file.lastModified });
      }}
      noValidate
    >
      <DialogFields>
        <FileInput
          label="File"
          description="PDF, text, Markdown or HTML, 10 MB at most"
          accept={ACCEPTED}
          value={file}
          onChange={setFile}
          placeholder="Choose a file"
          data-autofocus
        />
        {command.pending && share !== undefined && <Progress value={share * 100} aria-label={`Sending ${name}`} />}
        <InlineError error={command.error} />
      </DialogFields>
      <DialogButtons>
        <Button variant="default" onClick={close}>
          Keep it
        </Button>
        <Button type="submit" loading={command.pending} disabled={file === null}>
          Replace file
        </Button>
      </DialogButtons>
    </form>
  );
}
