import { randomUUID } from 'node:crypto';
import {
  botDisabled,
  botRegistered,
  runFailed,
  runLost,
  runRefused,
  runRequested,
  runSucceeded,
  triggerCreated,
  triggerReassigned,
  type FleetEvent,
  type RunEvent,
} from '@annals/contracts';
import type { RequestFacts } from '@annals/platform';
import { sharedDatabase } from '@annals/testing';
import { startEventStore } from '../../../../../apps/eventstore/src/server';
import { fleet } from '../../fleet/fleet';
import { run } from '../../run/run';
import { contextOf, startWorld, type World } from '../../testing/a-world.setup';
import { askedSettings } from '../../testing/examples';
import { ListNeedsByWorkspaceController, ListNeedsController } from './needs.query';

jest.setTimeout(180_000);

const OTHERS = 10_000;
type End = (runId: string) => RunEvent;
const { name: _, cron: __, zone, ...policies } = askedSettings;
const all: RequestFacts['permissions'] = new Set(['bots:read', 'runs:read', 'triggers:read']);

describe('D1: what needs somebody, on a real event store and views', () => {
  let world: World;
  const organizationId = randomUUID();
  const [here, there] = [randomUUID(), randomUUID()];
  const [broken, busy, elsewhere] = [randomUUID(), randomUUID(), randomUUID()];
  const triggers = Array.from({ length: 3 }, () => randomUUID());
  let position = '0';

  const decide = async (events: readonly FleetEvent[]) => {
    await world.store.decide({ stream: fleet, id: [organizationId] }, contextOf(), () => [...events]);
  };
  /** Runs of a bot, in one append: of which each ended so. */
  const ran = async (botId: string, workspaceId: string, ends: readonly End[]) => {
    const events = ends.flatMap((end) => {
      const runId = randomUUID();
      return [runRequested({ runId, botId, workspaceId, source: 'api' }), end(runId)];
    });
    const stored = await world.store.decide(
      { stream: run, id: [organizationId, randomUUID()] },
      contextOf(),
      () => events,
    );
    position = stored.position;
  };
  const fails =
    (botId: string): End =>
    (runId) =>
      runFailed({ runId, botId }, { error: 'portal answered 401' });
  const succeeds =
    (botId: string): End =>
    (runId) =>
      runSucceeded({ runId, botId });
  const asks = (
    permissions: RequestFacts['permissions'] = all,
    workspaces: RequestFacts['workspaces'] = new Map(),
  ) => ({ caller: { permissions, workspaces, context: contextOf() }, context: contextOf(), minPosition: position });
  const needs = (who = asks(), asked: { workspaceId?: string; limit?: number; cursor?: string } = {}) =>
    world.get(ListNeedsController).serve({ asked: { organizationId, limit: 50, ...asked }, ...who });

  beforeAll(async () => {
    world = await startWorld('automation_needs', { sharedDatabase, startEventStore });
    const bot = (botId: string, workspaceId: string, name: string) =>
      botRegistered({ botId, kind: 'rpa', workspaceId }, { name });
    await decide([bot(broken, here, 'broken'), bot(busy, here, 'busy'), bot(elsewhere, there, 'elsewhere')]);
    const set = { kind: 'schedule', from: '2026-06-03T09:00:00.000Z', schedule: { zone }, ...policies } as const;
    const made = triggers.map((triggerId) =>
      triggerCreated({ triggerId, botId: elsewhere, ...set }, { name: 'Nightly', cron: '0 0 * * *' }),
    );
    await decide([...made, ...triggers.map((triggerId) => triggerReassigned({ triggerId }))]);
    await ran(broken, here, Array<End>(15).fill(fails(broken)));
    for (let n = 0; n < OTHERS; n += 500) await ran(busy, here, Array<End>(500).fill(succeeds(busy)));
  });
  afterAll(() => world.stop());

  it('a bot that failed 15 of 15 is named, whatever else ran since', async () => {
    const { items, total } = await needs();
    expect(total).toBe(2);
    expect(items[0]).toMatchObject({ kind: 'failing', botName: 'broken', failed: 15, of: 15 });
    expect(items[1]).toMatchObject({ kind: 'held', botName: 'elsewhere', count: 3, by: 'OWNER_GONE' });
  });

  it('is told page by page, and by workspace, by the same judgement', async () => {
    const first = await needs(asks(), { limit: 1 });
    const second = await needs(asks(), { limit: 1, cursor: first.next ?? '' });
    expect([first.items, second.items].map(([item]) => item?.kind)).toEqual(['failing', 'held']);
    expect([first.total, second.total, second.next]).toEqual([2, 2, null]);
    const each = await world.get(ListNeedsByWorkspaceController).serve({ asked: { organizationId }, ...asks() });
    expect(new Map(each.items.map(({ workspaceId, worst }) => [workspaceId, worst]))).toEqual(
      new Map([
        [here, first.items[0]],
        [there, second.items[0]],
      ]),
    );
    expect((await needs(asks(), { workspaceId: there })).items).toEqual(second.items);
  });

  it('shows each reader what they may know of: nothing to an external without a workspace', async () => {
    expect(await needs(asks(new Set(['org:read'])))).toMatchObject({ items: [], total: 0 });
    expect((await needs(asks(new Set(['triggers:read'])))).items.map(({ kind }) => kind)).toEqual(['held']);
    const inThere = new Map([[there, { role: 'viewer', permissions: all }]]);
    expect((await needs(asks(new Set(['org:read']), inThere))).items.map(({ kind }) => kind)).toEqual(['held']);
  });

  it('a bot whose runs are all lost is failing since the first of them; a disabled one says how often it was asked', async () => {
    const [lost, off] = [randomUUID(), randomUUID()];
    const named = (botId: string, name: string) => botRegistered({ botId, kind: 'rpa', workspaceId: here }, { name });
    await decide([named(lost, 'lost'), named(off, 'off'), botDisabled({ botId: off })]);
    await ran(
      lost,
      here,
      Array<End>(15).fill((runId) => runLost({ runId, botId: lost })),
    );
    const refusal = { botId: off, workspaceId: here, source: 'api', code: 'BOT_DISABLED', stage: 'start' } as const;
    await ran(
      off,
      here,
      Array<End>(2).fill((runId) => runRefused({ runId, ...refusal })),
    );
    const { items } = await needs();
    const failing = items.find((item) => item.kind === 'failing' && item.botName === 'lost');
    expect(failing).toMatchObject({ botId: lost, failed: 15, of: 15, error: null });
    expect(failing).not.toHaveProperty('since', null);
    expect(items.filter(({ kind }) => kind === 'refusing')).toEqual([
      { kind: 'refusing', botId: off, botName: 'off', refused: 2 },
    ]);
  });
});
