import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { type AccessQuestion, answerFile, type FileKind } from '../../api/access-file';
import { useOrganization } from '../../app/frame/frame-context';
import { InlineError } from '../../components/failure';
import classes from './access.module.css';

/** The whole answer as a file: with the signed checkpoint that its last event is under, or as a list. */
export function ExportAnswer({ question }: { question: AccessQuestion }) {
  const { can } = useOrganization();
  const taking = useMutation({
    mutationFn: async (kind: FileKind) => {
      const { name, text, type } = await answerFile(question, kind);
      const address = URL.createObjectURL(new Blob([text], { type }));
      Object.assign(document.createElement('a'), { href: address, download: name }).click();
      URL.revokeObjectURL(address);
    },
  });
  if (!can('audit:read')) return null;
  return (
    <span className={classes.acts}>
      <InlineError error={taking.error} />
      {(['json', 'csv'] as const).map((kind) => (
        <Button
          key={kind}
          variant="default"
          loading={taking.isPending && taking.variables === kind}
          leftSection={<IconDownload size={15} stroke={1.7} aria-hidden />}
          onClick={() => {
            taking.mutate(kind);
          }}
        >
          {kind === 'json' ? 'Signed JSON' : 'CSV'}
        </Button>
      ))}
    </span>
  );
}
