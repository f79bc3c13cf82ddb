import { counters, json, personal, rows, shown, view, type TablesOf } from '../index';
import { day } from '@annals/kernel';

const overview = view({
  name: 'overview',
  version: 1,
  tables: {
    bots: rows({
      key: ['organization_id', 'bot_id'],
      columns: {
        organization_id: 'uuid',
        bot_id: 'uuid',
        status: 'text',
        name: 'text?',
        tags: json<readonly string[]>(),
      },
    }),
    people: rows({
      key: ['organization_id', 'person_id'],
      columns: { organization_id: 'uuid', person_id: 'uuid', email: personal('person_id') },
    }),
    runs_by_day: counters({ key: ['organization_id', 'day', 'outcome'], columns: { n: 'int8' } }),
  },
  indexes: { bots: [['organization_id', 'status']] },
  on: {
    BotRegistered: (t, e) =>
      t.bots.put({
        organization_id: e.organization,
        bot_id: e.data.botId,
        status: 'enabled',
        name: shown(e.text, 'name'),
        tags: ['new'],
      }),
    BotDisabled: (t, e) => t.bots.patch([e.organization, e.data.botId], { status: 'disabled' }),
    MemberAdded: (t, e) =>
      t.people.put({ organization_id: e.organization, person_id: e.data.personId, email: shown(e.personal, 'email') }),
    RunSucceeded: (t, e) => t.runs_by_day.increment([e.organization, day(e.at), 'succeeded'], { n: 1 }),
  },
});

describe('view', () => {
  it('types rows for queries', () => {
    const row: TablesOf<typeof overview>['bots'] = {
      organization_id: 'o',
      bot_id: 'b',
      status: 'enabled',
      name: null,
      tags: ['a'],
    };
    const counted: TablesOf<typeof overview>['runs_by_day'] = {
      organization_id: 'o',
      day: '2026-06-03',
      outcome: 'succeeded',
      n: 2,
    };
    expect([row.tags, counted.n]).toEqual([['a'], 2]);
  });

  it('knows what it handles', () => {
    expect(overview.handles('BotDisabled')).toBe(true);
    expect(overview.handles('BotEnabled')).toBe(false);
  });

  it.each([
    ['no owner', () => rows({ key: ['bot_id'], columns: { bot_id: 'uuid' } }), 'organization_id'],
    [
      'a nullable key',
      () => rows({ key: ['organization_id', 'name'], columns: { organization_id: 'uuid', name: 'text?' } }),
      'nullable',
    ],
    [
      'a personal key',
      () =>
        rows({
          key: ['organization_id', 'email'],
          columns: { organization_id: 'uuid', email: personal('organization_id') },
        }),
      'personal',
    ],
    [
      'a person that is no column',
      () => rows({ key: ['organization_id'], columns: { organization_id: 'uuid', email: personal('person_id') } }),
      'person_id',
    ],
  ])('refuses a table with %s', (_what, table, word) => {
    expect(() => view({ name: 'wrong', version: 1, tables: { wrong: table() } })).toThrow(word);
  });
});
