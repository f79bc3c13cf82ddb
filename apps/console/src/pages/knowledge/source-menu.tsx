import { Menu } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconFileOff, IconRobot, IconUsersGroup } from '@tabler/icons-react';
import { scheduleSync } from '../../api/knowledge';
import { useCommand } from '../../api/use-command';
import type { WorkspaceIds } from '../../api/workspaces';
import { useOrganization } from '../../app/frame/frame-context';
import { Confirm } from '../../components/confirm';
import { InlineError } from '../../components/failure';
import { RowMenu } from '../../components/row-menu';
import { toast } from '../../components/toasts';
import { plural } from '../../format/words';
import { ReplaceDialog } from './replace-dialog';
import { useSourceActs } from './use-source-acts';
import { type AnySource, everyWords } from './words';

interface Props {
  ids: WorkspaceIds;
  source: AnySource;
}

/** What may be done about a source, from its row; nothing about one that another workspace shares. */
export function SourceMenu({ ids, source }: Props) {
  const { can } = useOrganization();
  const { workspaceId, organizationId } = ids;
  const { sourceId, name, kind, sync, every, isShared } = source;
  const of = { ...ids, sourceId };
  const acts = useSourceActs(of, source);
  const [removing, remove] = useDisclosure(false);
  const [replacing, replace] = useDisclosure(false);
  const often = useCommand((to: 'never' | 'day' | 'week', key) => scheduleSync({ ...of, every: to }, key), {
    organizationId,
    onDone: () => {
      toast({ text: `Changed when ${name} is read.` });
    },
  });
  if (source.workspaceId !== workspaceId || !can('knowledge:manage', workspaceId)) return null;
  const shares = can('knowledge:share', workspaceId);
  return (
    <>
      <RowMenu of={name}>
        {sync === null ? (
          <Menu.Item onClick={() => void acts.run({ act: 'read' })}>Read again</Menu.Item>
        ) : (
          <Menu.Item onClick={() => void acts.run({ act: 'stop' })}>Stop reading</Menu.Item>
        )}
        {kind !== 'website' && sync === null && <Menu.Item onClick={replace.open}>Replace…</Menu.Item>}
        {kind === 'website' &&
          (['day', 'week', 'never'] as const)
            .filter((each) => each !== every)
            .map((each) => (
              <Menu.Item key={each} onClick={() => void often.run(each)}>
                {each === 'never' ? 'Read by hand only' : `Read ${everyWords[each]?.toLowerCase()}`}
              </Menu.Item>
            ))}
        {shares && (
          <Menu.Item onClick={() => void acts.run({ act: isShared ? 'unshare' : 'share' })}>
            {isShared ? 'Share no longer' : 'Share with all workspaces'}
          </Menu.Item>
        )}
        <Menu.Item onClick={remove.open}>Remove…</Menu.Item>
      </RowMenu>
      {!removing && <InlineError error={acts.error ?? often.error} />}
      <ReplaceDialog of={of} name={name} opened={replacing} close={replace.close} />
      <RemoveDialog source={source} acts={acts} opened={removing} close={remove.close} />
    </>
  );
}

interface RemoveProps {
  source: AnySource;
  acts: ReturnType<typeof useSourceActs>;
  opened: boolean;
  close: () => void;
}

/** Asks before a source is removed. */
export function RemoveDialog({ source: { name, isShared, bots }, acts, opened, close }: RemoveProps) {
  return (
    <Confirm
      opened={opened}
      title={`Remove ${name}?`}
      consequences={[
        { icon: IconFileOff, tone: 'bad', text: 'No search finds it from now on; what was read of it is deleted.' },
        ...(bots.length > 0
          ? [
              {
                icon: IconRobot,
                text: `Kept to by ${plural(bots.length, 'bot')}: one that keeps to nothing else finds nothing from now on.`,
              },
            ]
          : []),
        ...(isShared ? [{ icon: IconUsersGroup, text: 'Other workspaces read it, too: they lose it.' }] : []),
      ]}
      afterwards="What bots said before stays in the history. To have it again, add it again."
      keep="Keep it"
      act="Remove it"
      askReason
      pending={acts.pending}
      pendingWord="Removing…"
      error={acts.error}
      onAct={(said) => void acts.run({ act: 'remove', ...said }).then((removed) => removed && close())}
      onClose={close}
    />
  );
}
