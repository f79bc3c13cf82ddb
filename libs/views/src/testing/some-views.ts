import { day } from '@annals/kernel';
import { shown } from '../definition/event';
import { counters, log, rows } from '../definition/tables';
import { view } from '../definition/view';

/** Bots by status: put, patch and remove of rows. */
export const someBots = view({
  name: 'some_bots',
  version: 1,
  tables: {
    bots: rows({
      key: ['organization_id', 'bot_id'],
      columns: { organization_id: 'uuid', bot_id: 'uuid', status: 'text', name: 'text?', seen_at: 'instant?' },
    }),
  },
  on: {
    BotRegistered: (t, e) =>
      t.bots.put({
        organization_id: e.organization,
        bot_id: e.data.botId,
        status: 'enabled',
        name: shown(e.text, 'name'),
      }),
    BotDisabled: (t, e) => t.bots.patch([e.organization, e.data.botId], { status: 'disabled' }),
    BotEnabled: (t, e) => t.bots.patch([e.organization, e.data.botId], { status: 'enabled' }),
    BotWentOnline: (t, e) => t.bots.patch([e.organization, e.data.botId], { seen_at: e.at }),
    BotWentOffline: (t, e) => t.bots.remove([e.organization, e.data.botId]),
  },
});

/** What cannot be handled twice or left out without a trace: sums, and a log with numbers. */
export const someActivity = view({
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
