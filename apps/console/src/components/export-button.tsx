import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';

/** Takes a list as a file: all that the filter finds, not this page only. @param href where the file is @param file its name, where its address says none */
export function ExportButton({ href, file }: { href: string; file?: string }) {
  return (
    <Button
      component="a"
      href={href}
      download={file ?? true}
      variant="default"
      leftSection={<IconDownload size={15} stroke={1.7} aria-hidden />}
      data-compact
    >
      Export CSV
    </Button>
  );
}
