import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';

/** Takes a list as a file: all that the filter finds, not this page only. @param href where the file is @param file its name, where its address says none @param as what the file is */
export function ExportButton({ href, file, as = 'CSV' }: { href: string; file?: string; as?: string }) {
  return (
    <Button
      component="a"
      href={href}
      download={file ?? true}
      variant="default"
      leftSection={<IconDownload size={15} stroke={1.7} aria-hidden />}
      data-compact
    >
      Export {as}
    </Button>
  );
}
