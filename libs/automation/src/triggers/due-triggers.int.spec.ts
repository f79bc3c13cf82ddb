import { randomUUID } from 'node:crypto';
import {
  botDisabled,
  botEnabled,
  botMoved,
  botRegistered,
  calendarChanged,
  calendarDefined,
  routes,
  triggerAutoPaused,
  triggerCreated,
  type FleetEvent,
  type RunStatus,
} from '@annals/contracts';
import { fromMilliseconds, plus, type Instant } from '@annals/kernel';
import type { RequestFacts, Tools } from '@annals/platform';
import { dyingAt, scaled, sharedDatabase } from '@annals/testing';
import { startEventStore } from '../../../../apps/eventstore/src/server';
import { fireTriggers } from '../commands/miss-fires/due-triggers.job';
import { fleet } from '../fleet/fleet';
import { keepTriggerDue } from '../reactions/keep-trigger-due-when-trigger-changes/keep-trigger-due-when-trigger-changes.job';
import { run } from '../run/run';
import { contextOf, Neighbours, startWorld, type World } from '../testing/a-world.setup';
import { workspaceId } from '../testing/examples';
import { ChangedTriggers } from './changed-triggers.service';
import { DueTriggers } from './due-triggers.service';
import { dueTimes } from './due-times.service';
import { runOf, Settling } from './settling.service';

jest.setTimeout(120_000);

const seesAll: RequestFacts = {
  permissions: new Set(['triggers:read', 'runs:read', 'bots:read']),
  workspaces: new Map(),
  context: contextOf(),
};

/** Every day of the week but the day before yesterday: a schedule has to fire on some day. */
const closedNow = [1, 2, 3, 4, 5, 6, 7].filter((day) => day !== ((new Date().getUTCDay() + 4) % 7) + 1);

describe('triggers that are due, on a real event store and vault', () => {
  let world: World;
  beforeAll(async () => {
    world = await startWorld('triggers', { sharedDatabase, startEventStore });
  });
  afterEach(() => world.get(Neighbours).reset());
  afterAll(() => world.stop());

  const settings = { name: 'Every minute', zone: 'UTC', missedAtMost: 10, pauseAfter: 10 } as const;
  const defaults = { kind: 'schedule', everyMinutes: 1, overlap: 'parallel', missed: 'all', ...settings } as const;

  async function made(asked: object = {}) {
    const [organizationId, botId] = [randomUUID(), randomUUID()];
    await world.store.decide({ stream: fleet, id: [organizationId] }, contextOf(), () => [
      botRegistered({ botId, workspaceId, kind: 'rpa' }, { name: 'invoice-reader' }),
    ]);
    const { triggerId, position } = await world
      .of(routes.automation.createTrigger)
      .serve({ asked: { organizationId, botId, ...defaults, ...asked }, caller: seesAll, context: contextOf() });
    await keep(organizationId, triggerId);
    return { organizationId, botId, triggerId, position };
  }
  type Made = Awaited<ReturnType<typeof made>>;

  const keep = (organizationId: string, triggerId: string) =>
    keepTriggerDue.handler(world.tools)({ organizationId, triggerId }, 1);
  const fire = (now: Instant, tools: Tools = world.tools) => fireTriggers.does(tools)(now);
  const stateOf = async (organizationId: string) =>
    (await world.store.state({ stream: fleet, id: [organizationId] }, 0)).state;
  const duesOf = async ({ organizationId, triggerId }: Made, many: number) => {
    const trigger = (await stateOf(organizationId)).triggers.get(triggerId);
    if (!trigger?.timing) throw new Error('no schedule');
    return dueTimes({ ...trigger.timing, from: trigger.from }, trigger.from, many);
  };
  const runState = async ({ organizationId }: Made, runId: string) =>
    (await world.store.state({ stream: run, id: [organizationId, runId] }, 0)).state;
  const spellsOf = async ({ organizationId }: Made) => {
    const found: { from: string; until: string; count: number; reason: string }[] = [];
    for await (const event of world.store.read(`fleet-${organizationId}`))
      if (event.type === 'TriggerFiresMissed') found.push(event.data as never);
    return found;
  };
  /** What each due time came to: the state of its run, or the reason of the spell that it is in. */
  async function fates(trigger: Made, dues: readonly Instant[]): Promise<string[]> {
    const spells = await spellsOf(trigger);
    return Promise.all(
      dues.map(async (due) => {
        const state = await runState(trigger, runOf(trigger.triggerId, due));
        const ran = state.status === 'none' ? [] : [state.refused?.code ?? state.status];
        const left = spells.filter(({ from, until }) => from <= due && due <= until).map(({ reason }) => `(${reason})`);
        return [...ran, ...left].join(' and ');
      }),
    );
  }
  const end = (trigger: Made, runId: string, status: RunStatus = 'succeeded') =>
    world.store.decide({ stream: run, id: [trigger.organizationId, runId] }, contextOf(), () => [
      { type: status === 'failed' ? 'RunFailed' : 'RunSucceeded', data: { runId, botId: trigger.botId } } as never,
    ]);

  /** The tools of a worker that dies at its nth step. */
  const dying = (nth: number, when: 'before' | 'after'): Tools => {
    const passing = dyingAt(nth, when);
    const bus = passing({ execute: (each: never) => world.tools.commands.execute(each) });
    const dues = passing(world.vault.triggerDues);
    const vault = { triggerDues: dues };
    const settling = Object.assign(Object.create(Settling.prototype) as Settling, { commands: bus, vault });
    const changed = Object.assign(Object.create(ChangedTriggers.prototype) as ChangedTriggers, {
      store: world.store,
      settling,
    });
    const known = { ...world.get(DueTriggers), settling, changed };
    const service = Object.assign(Object.create(DueTriggers.prototype) as DueTriggers, known);
    return { ...world.tools, vault: { triggerDues: dues } as never, ask: () => service };
  };

  it('B12: a schedule asks for a run at each of its due times, with itself as the cause, and none before', async () => {
    const trigger = await made();
    const dues = await duesOf(trigger, 3);
    await fire(plus(dues[0] ?? '', { seconds: -1 }));
    expect(await fates(trigger, dues)).toEqual(['', '', '']);
    await fire(dues[0] ?? '');
    await fire(dues[0] ?? '');
    await fire(dues[1] ?? '');
    expect(await fates(trigger, dues)).toEqual(['requested', 'requested', '']);
    const runId = runOf(trigger.triggerId, dues[0] ?? '');
    const { position } = await world
      .of(routes.automation.disableTrigger)
      .serve({ asked: trigger, caller: seesAll, context: contextOf() });
    const shown = await world
      .of(routes.automation.getRun)
      .serve({
        asked: { organizationId: trigger.organizationId, runId },
        caller: seesAll,
        context: seesAll.context,
        minPosition: position,
      });
    expect(shown).toMatchObject({ source: 'trigger', trigger: { triggerId: trigger.triggerId, due: dues[0] } });
    await fire(dues[2] ?? '');
    expect(await fates(trigger, dues)).toEqual(['requested', 'requested', '']);
  });

  it.each([
    ['skip', ['MISSED', ...Array<string>(13).fill('(MISSED)'), ...Array<string>(6).fill('requested')]],
    ['once', ['MISSED', ...Array<string>(12).fill('(MISSED)'), ...Array<string>(7).fill('requested')]],
    ['all', ['MISSED', ...Array<string>(10).fill('(MISSED)'), ...Array<string>(9).fill('requested')]],
  ])('B26: of what was missed while nobody was there it fires what it is told to: %s', async (missed, came) => {
    const trigger = await made({ missed, missedAtMost: 3 });
    const dues = await duesOf(trigger, 20);
    await fire(dues.at(-1) ?? '');
    expect(await fates(trigger, dues)).toEqual(came);
    expect(await spellsOf(trigger)).toHaveLength(1);
  });

  it('B10: held with its bot: the first due time is refused, those after it are one spell, and it goes on by itself', async () => {
    const trigger = await made();
    const { organizationId, botId } = trigger;
    const dues = await duesOf(trigger, 6);
    await world.store.decide({ stream: fleet, id: [organizationId] }, contextOf(), () => [botDisabled({ botId })]);
    for (const due of dues.slice(0, 4)) await fire(due);
    expect(await fates(trigger, dues)).toEqual(['BOT_DISABLED', '', '', '', '', '']);
    await world.of(routes.automation.enableBot).serve({ asked: trigger, caller: seesAll, context: contextOf() });
    for (const due of dues.slice(4)) await fire(due);
    const spell = Array<string>(3).fill('(BOT_DISABLED)');
    expect(await fates(trigger, dues)).toEqual(['BOT_DISABLED', ...spell, 'requested', 'requested']);
  });

  it.each([
    ['its organization', { status: 'suspended' }, 'ORG_SUSPENDED'],
    ['its workspace', { archived: true }, 'WORKSPACE_ARCHIVED'],
  ])('held with %s', async (_, neighbours, reason) => {
    const trigger = await made();
    Object.assign(world.get(Neighbours), neighbours);
    const dues = await duesOf(trigger, 2);
    await fire(dues[0] ?? '');
    world.get(Neighbours).reset();
    await fire(dues[1] ?? '');
    expect(await fates(trigger, dues)).toEqual([reason, 'requested']);
  });

  it('P14: leaves out days off', async () => {
    const trigger = await made({ daysOff: { weekdays: closedNow, dates: [] } });
    const dues = await duesOf(trigger, 2);
    for (const due of dues) await fire(due);
    expect(await fates(trigger, dues)).toEqual(['DAY_OFF', 'DAY_OFF']);
  });

  it('P14: leaves out the days of its calendar, as that is when it comes due', async () => {
    const trigger = await made();
    const { organizationId } = trigger;
    const serving = { caller: seesAll, context: contextOf() };
    const week = { name: 'Closed', weekdays: closedNow, dates: [] };
    const { calendarId } = await world
      .of(routes.automation.defineCalendar)
      .serve({ asked: { organizationId, ...week }, ...serving });
    await world
      .of(routes.automation.updateTrigger)
      .serve({ asked: { ...trigger, ...defaults, calendarId }, caller: seesAll, context: contextOf() });
    await keep(organizationId, trigger.triggerId);
    const dues = await duesOf(trigger, 2);
    await fire(dues[0] ?? '');
    await world
      .of(routes.automation.changeCalendar)
      .serve({ asked: { organizationId, calendarId, ...week, weekdays: [] }, caller: seesAll, context: contextOf() });
    await fire(dues[1] ?? '');
    expect(await fates(trigger, dues)).toEqual(['DAY_OFF', 'requested']);
  });

  it('leaves out what comes while the run before is still going, or lets it wait', async () => {
    const [skips, queues] = [await made({ overlap: 'skip' }), await made({ overlap: 'queue' })];
    const [mine, theirs] = [await duesOf(skips, 3), await duesOf(queues, 3)];
    for (const n of [0, 1]) await fire([mine[n] ?? '', theirs[n] ?? ''].sort()[1] ?? '');
    expect(await fates(skips, mine)).toEqual(['requested', 'STILL_RUNNING', '']);
    expect(await fates(queues, theirs)).toEqual(['requested', '', '']);
    for (const each of [skips, queues])
      await end(each, runOf(each.triggerId, (each === skips ? mine : theirs)[0] ?? ''));
    await fire(plus(theirs[1] ?? '', { seconds: 10 }));
    expect(await fates(queues, theirs)).toEqual(['succeeded', 'requested', '']);
    await fire([mine[2] ?? '', theirs[2] ?? ''].sort()[1] ?? '');
    expect(await fates(skips, mine)).toEqual(['succeeded', 'STILL_RUNNING', 'requested']);
  });

  it('at most ten wait: the one that waits longest gives way', async () => {
    const trigger = await made({ overlap: 'queue' });
    const dues = await duesOf(trigger, 13);
    for (const due of dues) await fire(due);
    expect(await fates(trigger, dues)).toEqual([
      'requested',
      'TOO_MANY_WAIT',
      'TOO_MANY_WAIT',
      ...Array<string>(10).fill(''),
    ]);
  });

  it('R18: a clock that jumps forward and back fires nothing twice', async () => {
    const trigger = await made({ missed: 'skip' });
    const dues = await duesOf(trigger, 30);
    const at = (n: number) => fire(dues[n] ?? '');
    for (const n of [0, 1, 20, 2, 3, 21, 5, 22]) await at(n);
    const came = await fates(trigger, dues.slice(0, 23));
    expect(came.filter((each) => /^(?:requested|MISSED|\(MISSED\))$/.test(each))).toHaveLength(23);
    expect(await spellsOf(trigger)).toHaveLength(1);
  });

  describe('what was due and had not fired when something changed', () => {
    const MINUTES = 10;
    /** A trigger of every minute that nobody has looked at for ten minutes: all its due times are over. */
    async function overdue(more: object = {}) {
      const [organizationId, botId, triggerId] = [randomUUID(), randomUUID(), randomUUID()];
      const from = plus(fromMilliseconds(Date.now()), { minutes: -MINUTES });
      const { name, zone, everyMinutes: _, ...policies } = { ...defaults, ...more };
      const schedule = { zone, everyMinutes: 1 };
      await appended(organizationId, botRegistered({ botId, workspaceId, kind: 'rpa' }, { name: 'invoice-reader' }));
      await appended(organizationId, triggerCreated({ triggerId, botId, from, schedule, ...policies }, { name }));
      await keep(organizationId, triggerId);
      const trigger = { organizationId, botId, triggerId, position: '0' };
      return { trigger, dues: dueTimes({ ...schedule, from }, from, MINUTES) };
    }
    const appended = (organizationId: string, event: FleetEvent) =>
      world.store.decide({ stream: fleet, id: [organizationId] }, contextOf(), () => [event]);
    const acts = { disableTrigger: {}, deleteTrigger: {}, updateTrigger: { ...defaults, everyMinutes: 5 } } as const;
    async function act(trigger: Made, what: keyof typeof acts | 'enableTrigger') {
      const asked = { ...trigger, ...(what === 'enableTrigger' ? {} : acts[what]) };
      await world.of(routes.automation[what]).serve({ asked, caller: seesAll, context: contextOf() });
      await keep(trigger.organizationId, trigger.triggerId);
    }
    const soon = (): Instant => plus(fromMilliseconds(Date.now()), { seconds: 1 });
    const left = (many: number) => ['TRIGGER_CHANGED', ...Array<string>(many - 1).fill('(TRIGGER_CHANGED)')];

    it.each(['updateTrigger', 'disableTrigger', 'deleteTrigger'] as const)(
      'is left out, and recorded: %s',
      async (what) => {
        const { trigger, dues } = await overdue();
        await act(trigger, what);
        await fire(soon());
        await fire(soon());
        expect(await fates(trigger, dues)).toEqual(left(MINUTES));
        expect(await spellsOf(trigger)).toMatchObject([{ count: MINUTES - 1, until: dues.at(-1) }]);
      },
    );

    it('is left out where the trigger paused itself', async () => {
      const { trigger, dues } = await overdue();
      await appended(trigger.organizationId, triggerAutoPaused({ triggerId: trigger.triggerId, failures: 10 }));
      await keep(trigger.organizationId, trigger.triggerId);
      await fire(soon());
      expect(await fates(trigger, dues)).toEqual(left(MINUTES));
    });

    it('is left out once, whatever else changes before anybody looks, and what is due from then on fires', async () => {
      const { trigger, dues } = await overdue();
      for (const what of ['disableTrigger', 'enableTrigger', 'updateTrigger', 'updateTrigger'] as const)
        await act(trigger, what);
      await fire(soon());
      const [next] = await duesOf(trigger, 1);
      await fire(next ?? '');
      expect(await fates(trigger, [...dues, next ?? ''])).toEqual([...left(MINUTES), 'requested']);
    });

    it('what was decided stays so, and a spell that was not told yet is told with its own reason', async () => {
      const { trigger, dues } = await overdue();
      await fire(dues[0] ?? '');
      await appended(trigger.organizationId, botDisabled({ botId: trigger.botId }));
      for (const due of dues.slice(1, 5)) await fire(due);
      await act(trigger, 'deleteTrigger');
      await fire(soon());
      const held = ['BOT_DISABLED', ...Array<string>(3).fill('(BOT_DISABLED)')];
      expect(await fates(trigger, dues)).toEqual(['requested', ...held, ...left(5)]);
    });

    it('what waits for the run before is left out, too', async () => {
      const { trigger, dues } = await overdue({ overlap: 'queue' });
      for (const due of dues.slice(0, 4)) await fire(due);
      await act(trigger, 'updateTrigger');
      await fire(soon());
      expect(await fates(trigger, dues)).toEqual(['requested', ...left(MINUTES - 1)]);
    });

    it('fires where its bot is when it is looked at: a move makes nothing void', async () => {
      const { trigger, dues } = await overdue();
      const [due = '', to] = [dues[0], randomUUID()];
      world.get(Neighbours).workspaces.add(to);
      await appended(trigger.organizationId, botMoved({ botId: trigger.botId, workspaceId: to }));
      await fire(due);
      expect(await runState(trigger, runOf(trigger.triggerId, due))).toMatchObject({
        status: 'requested',
        workspaceId: to,
      });
      await act(trigger, 'deleteTrigger');
      await fire(soon());
    });

    it('goes by what holds it and by its calendar as they are when it is looked at', async () => {
      const { trigger, dues } = await overdue();
      const { organizationId, botId } = trigger;
      await appended(organizationId, botDisabled({ botId }));
      await appended(organizationId, botEnabled({ botId }));
      await fire(dues[0] ?? '');
      const calendarId = randomUUID();
      const closed = { calendarId, weekdays: [1, 2, 3, 4, 5, 6, 7], dates: [] };
      const { trigger: other, dues: theirs } = await overdue({ calendarId });
      await appended(other.organizationId, calendarDefined(closed, { name: 'Closed' }));
      await fire(theirs[0] ?? '');
      await appended(other.organizationId, calendarChanged({ ...closed, weekdays: [] }, { name: 'Open' }));
      await fire(theirs[1] ?? '');
      expect(await fates(trigger, dues.slice(0, 1))).toEqual(['requested']);
      expect(await fates(other, theirs.slice(0, 2))).toEqual(['DAY_OFF', 'requested']);
    });

    it('R1: is recorded once wherever a worker is killed meanwhile', async () => {
      const kills = scaled(8, 30);
      for (let nth = 1; nth <= kills; nth += 1) {
        const { trigger, dues } = await overdue();
        await fire(dues[0] ?? '');
        await act(trigger, nth % 2 ? 'deleteTrigger' : 'updateTrigger');
        for (const when of ['before', 'after'] as const) await fire(soon(), dying(nth, when)).catch(() => 0);
        await fire(plus(soon(), { minutes: 1 }));
        const came = await fates(trigger, dues);
        expect(came.filter((each) => !/^(?:requested|\(?TRIGGER_CHANGED\)?)$/.test(each))).toEqual([]);
      }
    });
  });

  it('R1: each due time has one fire or one recorded skip, wherever a worker is killed and however many look', async () => {
    const [many, span] = scaled([2, 40], [20, 100]);
    const triggers = await Promise.all(Array.from({ length: many }, () => made({ missed: 'all', missedAtMost: 2 })));
    const dues = await Promise.all(triggers.map((each) => duesOf(each, span)));
    const last = dues.map((each) => each.at(-1) ?? '').sort()[0] ?? '';
    let [now, kills] = [dues.map((each) => each[0] ?? '').sort()[0] ?? '', 0];
    for (let nth = 1; now <= last; nth += 1, now = plus(now, { seconds: 31 + (nth % 5) * 40 })) {
      const killed = (tools: Tools) =>
        fire(now, tools).then(
          () => 0,
          () => 1,
        );
      const workers = [dying(1 + (nth % 23), nth % 2 ? 'before' : 'after'), dying(1 + (nth % 7), 'after')];
      for (const died of await Promise.all(workers.map(killed))) kills += died;
    }
    // Whoever died had them alone for a while.
    await fire(plus(now, { minutes: 1 }));
    for (const [n, trigger] of triggers.entries()) {
      const came = await fates(
        trigger,
        (dues[n] ?? []).filter((due) => due <= last),
      );
      expect(came.filter((each) => !/^(?:requested|MISSED|\(MISSED\))$/.test(each))).toEqual([]);
    }
    expect(kills).toBeGreaterThan(scaled(3, 50));
  });
});
