import { rows, shown, view } from '@annals/views';

/** Where the audit log of an organization is sent on to, and how long that log is. */
export const destinations = view({
  name: 'audit_destinations',
  version: 1,
  sequence: true,
  tables: {
    destinations: rows({
      key: ['organization_id', 'destination_id'],
      columns: {
        organization_id: 'uuid',
        destination_id: 'uuid',
        kind: 'text',
        name: 'text?',
        address: 'text?',
        is_paused: 'bool',
        added_at: 'instant',
        after: 'int8',
      },
    }),
    /** The number of the last entry that there is. */
    heads: rows({ key: ['organization_id'], columns: { organization_id: 'uuid', last: 'int8' } }),
  },
  on: {
    AuditDestinationAdded: (t, e) =>
      t.destinations.put({
        organization_id: e.organization,
        destination_id: e.data.destinationId,
        kind: e.data.kind,
        name: shown(e.text, 'name'),
        address: shown(e.text, 'address'),
        is_paused: false,
        added_at: e.at,
        after: e.data.after,
      }),
    AuditDestinationPaused: (t, e) => t.destinations.patch([e.organization, e.data.destinationId], { is_paused: true }),
    AuditDestinationResumed: (t, e) =>
      t.destinations.patch([e.organization, e.data.destinationId], { is_paused: false }),
    AuditDestinationRewound: (t, e) =>
      t.destinations.patch([e.organization, e.data.destinationId], { after: e.data.after }),
    AuditDestinationRemoved: (t, e) => t.destinations.remove([e.organization, e.data.destinationId]),
  },
  envelopes: (t, e) => {
    if (e.organization !== undefined) t.heads.put({ organization_id: e.organization, last: e.sequence });
  },
});
