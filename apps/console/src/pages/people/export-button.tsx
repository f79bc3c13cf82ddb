import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { membersFile } from '../../api/organization';
import { useOrganization } from '../../app/frame/frame-context';
import classes from './people.module.css';
import { useMembersFilter } from './use-members';

/** Everybody whom the filter finds, not this page only. */
export function ExportButton() {
  const { organizationId } = useOrganization();
  return (
    <Button
      component="a"
      href={membersFile(organizationId, useMembersFilter())}
      download
      variant="default"
      leftSection={<IconDownload size={15} stroke={1.7} aria-hidden />}
      className={classes.new}
    >
      Export CSV
    </Button>
  );
}
