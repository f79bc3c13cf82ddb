import { useOrganization } from '../../app/frame/frame-context';
import { DeletionBox } from './deletion';
import { LeaveBox } from './leave';
import { OwnershipBox } from './ownership';
import { PauseBox } from './pause-box';
import { SettingsFrame } from './tabs';

/** What is hard or impossible to undo: handing over, pausing, deleting and leaving. */
export function DangerPage() {
  const { can } = useOrganization();
  return (
    <SettingsFrame>
      {can('org:transfer_ownership') && <OwnershipBox />}
      {can('org:pause') && <PauseBox />}
      {can('org:delete') && <DeletionBox />}
      {can('members:leave') && <LeaveBox />}
    </SettingsFrame>
  );
}
