import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import type { WorkspaceIds } from '../../api/workspaces';
import { useOffers } from '../../app/frame/offered-acts';
import { useOrganization } from '../../app/frame/frame-context';
import { InlineError } from '../../components/failure';
import classes from './knowledge.module.css';
import { ReplaceDialog } from './replace-dialog';
import { RemoveDialog } from './source-menu';
import { useSourceActs } from './use-source-acts';
import type { AnySource } from './words';

/** What may be done about the source that is open; the palette offers it too. */
export function SourceActs({ ids, source }: { ids: WorkspaceIds; source: AnySource }) {
  const { can } = useOrganization();
  const { name, sync, kind, isShared, sourceId } = source;
  const of = { ...ids, sourceId };
  const acts = useSourceActs(of, source);
  const [removing, remove] = useDisclosure(false);
  const [replacing, replace] = useDisclosure(false);
  const read = () => void acts.run({ act: sync === null ? 'read' : 'stop' });
  const share = () => void acts.run({ act: isShared ? 'unshare' : 'share' });
  const shares = can('knowledge:share', ids.workspaceId);
  const replaces = kind !== 'website' && sync === null;
  useOffers([
    { label: sync === null ? `Read ${name} again` : `Stop reading ${name}`, does: read },
    ...(replaces ? [{ label: `Replace ${name}…`, does: replace.open }] : []),
    ...(shares ? [{ label: isShared ? `Share ${name} no longer` : `Share ${name}`, does: share }] : []),
    { label: `Remove ${name}…`, does: remove.open },
  ]);
  return (
    <>
      {!removing && <InlineError error={acts.error} />}
      <div className={classes.panelActs}>
        <Button variant="default" loading={acts.pending && !removing} onClick={read}>
          {sync === null ? 'Read again' : 'Stop reading'}
        </Button>
        {replaces && (
          <Button variant="default" onClick={replace.open}>
            Replace…
          </Button>
        )}
        {shares && (
          <Button variant="default" onClick={share}>
            {isShared ? 'Share no longer' : 'Share'}
          </Button>
        )}
        <Button variant="default" onClick={remove.open}>
          Remove…
        </Button>
      </div>
      <ReplaceDialog of={of} name={name} opened={replacing} close={replace.close} />
      <RemoveDialog source={source} acts={acts} opened={removing} close={remove.close} />
    </>
  );
}
