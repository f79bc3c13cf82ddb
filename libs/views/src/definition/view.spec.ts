import { day } from '@annals/kernel';
import type { LampEvent } from '@annals/testing';
import { counters, json, personal, rows, shown, viewsOf, type TablesOf } from '../index';

const view = viewsOf<LampEvent>();

const overview = view({
  name: 'overview',
  version: 1,
  tables: {
    lamps: rows({
      key: ['organization_id', 'lamp_id'],
      columns: {
        organization_id: 'uuid',
        lamp_id: 'uuid',
        status: 'text',
        name: 'text?',
        tags: json<readonly string[]>(),
      },
    }),
    people: rows({
      key: ['organization_id', 'person_id'],
      columns: { organization_id: 'uuid', person_id: 'uuid', email: personal('person_id') },
    }),
    flares_by_day: counters({ key: ['organization_id', 'day', 'outcome'], columns: { n: 'int8' } }),
  },
  indexes: { lamps: [['organization_id', 'status']] },
  on: {
    LampHung: (t, e) =>
      t.lamps.put({
        organization_id: e.organization,
        lamp_id: e.data.lampId,
        status: 'lit',
        name: shown(e.text, 'name'),
        tags: ['new'],
      }),
    LampDoused: (t, e) => t.lamps.patch([e.organization, e.data.lampId], { status: 'doused' }),
    LampLent: (t, e) =>
      t.people.put({ organization_id: e.organization, person_id: e.data.personId, email: shown(e.personal, 'email') }),
    LampFlared: (t, e) => t.flares_by_day.increment([e.organization, day(e.at), 'seen'], { n: 1 }),
  },
});

describe('view', () => {
  it('types rows for queries', () => {
    const row: TablesOf<typeof overview>['lamps'] = {
      organization_id: 'o',
      lamp_id: 'l',
      status: 'lit',
      name: null,
      tags: ['a'],
    };
    const counted: TablesOf<typeof overview>['flares_by_day'] = {
      organization_id: 'o',
      day: '2026-06-03',
      outcome: 'seen',
      n: 2,
    };
    expect([row.tags, counted.n]).toEqual([['a'], 2]);
  });

  it('knows what it handles', () => {
    expect(overview.handles('LampDoused')).toBe(true);
    expect(overview.handles('LampLit')).toBe(false);
  });

  it.each([
    ['no owner', () => rows({ key: ['lamp_id'], columns: { lamp_id: 'uuid' } }), 'organization_id'],
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
