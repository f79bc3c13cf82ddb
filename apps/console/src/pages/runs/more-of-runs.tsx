import { ActionIcon, Menu } from '@mantine/core';
import { IconDots, IconDownload, IconListCheck } from '@tabler/icons-react';
import { runLinesFile, runsFile } from '../../api/automation';
import { useOrganization } from '../../app/frame/frame-context';
import classes from './runs.module.css';

interface Props {
  /** What is looked for: all of it is in the file, not this page only. */
  matching: Readonly<Record<string, string | number | undefined>>;
  showBulk: () => void;
}

/** What else there is of the run history: it as a file, for people and for programs, and what was done to many runs. */
export function MoreOfRuns({ matching, showBulk }: Props) {
  const { organizationId, can } = useOrganization();
  if (!can('runs:export') && !can('runs:bulk')) return null;
  const files = [
    { as: 'CSV', href: runsFile(organizationId, matching) },
    { as: 'JSON lines', href: runLinesFile(organizationId, matching) },
  ];
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon variant="default" size={32} className={classes.more ?? ''} aria-label="More of the run history">
          <IconDots size={16} stroke={1.7} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {can('runs:export') &&
          files.map(({ as, href }) => (
            <Menu.Item
              key={as}
              component="a"
              href={href}
              download
              leftSection={<IconDownload size={15} stroke={1.7} aria-hidden />}
            >
              Export {as}
            </Menu.Item>
          ))}
        {can('runs:bulk') && (
          <Menu.Item leftSection={<IconListCheck size={15} stroke={1.7} aria-hidden />} onClick={showBulk}>
            Bulk actions
          </Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}
