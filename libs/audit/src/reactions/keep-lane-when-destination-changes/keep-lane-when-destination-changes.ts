import { reaction, type Job, type ViewEvent } from '@annals/views';

export const KEEP_LANE = 'audit.keep-lane';

type Changed = ViewEvent<
  | 'AuditDestinationAdded'
  | 'AuditDestinationPaused'
  | 'AuditDestinationResumed'
  | 'AuditDestinationRewound'
  | 'AuditDestinationRemoved'
>;

const jobFor = ({ id, organization, data }: Changed): Job => ({
  queue: KEEP_LANE,
  key: id,
  payload: { organizationId: organization, destinationId: data.destinationId },
});

/** W9: whatever changes what is sent to a destination changes its lane. */
export const keepLaneWhenDestinationChanges = reaction({
  name: 'keep-lane-when-destination-changes',
  on: {
    AuditDestinationAdded: (e) => [jobFor(e)],
    AuditDestinationPaused: (e) => [jobFor(e)],
    AuditDestinationResumed: (e) => [jobFor(e)],
    AuditDestinationRewound: (e) => [jobFor(e)],
    AuditDestinationRemoved: (e) => [jobFor(e)],
  },
});
