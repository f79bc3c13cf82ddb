import { day } from '@annals/kernel';
import type { LampEvent } from '@annals/testing';
import { shown } from '../definition/event';
import { counters, log, rows } from '../definition/tables';
import { viewsOf } from '../definition/view';
import { reactionsOf } from '../reactions/reaction';

/** What specs of this library define views and reactions with: their events are no product's. */
export const viewOfLamps = viewsOf<LampEvent>();
export const reactionToLamps = reactionsOf<LampEvent>();

/** Lamps by status: put, patch and remove of rows. */
export const someLamps = viewOfLamps({
  name: 'some_lamps',
  version: 1,
  tables: {
    lamps: rows({
      key: ['organization_id', 'lamp_id'],
      columns: { organization_id: 'uuid', lamp_id: 'uuid', status: 'text', name: 'text?', seen_at: 'instant?' },
    }),
  },
  on: {
    LampHung: (t, e) =>
      t.lamps.put({
        organization_id: e.organization,
        lamp_id: e.data.lampId,
        status: 'lit',
        name: shown(e.text, 'name'),
      }),
    LampDoused: (t, e) => t.lamps.patch([e.organization, e.data.lampId], { status: 'doused' }),
    LampLit: (t, e) => t.lamps.patch([e.organization, e.data.lampId], { status: 'lit' }),
    LampFlared: (t, e) => t.lamps.patch([e.organization, e.data.lampId], { seen_at: e.at }),
    LampFaded: (t, e) => t.lamps.remove([e.organization, e.data.lampId]),
  },
});

/** What cannot be handled twice or left out without a trace: sums, and a log with numbers. */
export const someActivity = viewOfLamps({
  name: 'some_activity',
  version: 1,
  sequence: true,
  tables: {
    by_day: counters({ key: ['organization_id', 'day', 'type'], columns: { events: 'int8', sequences: 'int8' } }),
    entries: log({
      key: ['organization_id', 'sequence'],
      columns: { organization_id: 'uuid', sequence: 'int8', event_id: 'uuid' },
    }),
  },
  every(t, e) {
    if (e.organization === undefined) return;
    t.by_day.increment([e.organization, day(e.at), e.type], { events: 1, sequences: e.sequence });
    t.entries.put({ organization_id: e.organization, sequence: e.sequence, event_id: e.id });
  },
});
