import { reaction, type Job, type ViewEvent } from '@annals/views';

/** Queue of mails about emergency stops. */
export const STOP_MAILS = 'automation.stop-mails';

const told = ({ id, organization, revision }: ViewEvent<'EmergencyStopActivated' | 'EmergencyStopLifted'>): Job[] => [
  { queue: STOP_MAILS, key: id, payload: { organizationId: organization, revision, told: id } },
];

/** W22: owners and admins hear that all runs are stopped somewhere, and that they start again. */
export const tellOwnersWhenRunsAreStopped = reaction({
  name: 'tell-owners-when-runs-are-stopped',
  on: { EmergencyStopActivated: told, EmergencyStopLifted: told },
});
