import { randomUUID } from 'node:crypto';
import { annals } from './annals.mts';
import { atOnce, built, builtFile, installed } from './harness.mts';
import { database, number, say, times, type Row } from './table.mts';

const { botRegistered, runRequested, triggerCreated, workspaceCreated } = built(
  'contracts',
) as typeof import('../../libs/contracts/src/index');
const { loadConfig } = built('config') as typeof import('../../libs/config/src/index');
const { v7 } = installed('uuid') as typeof import('uuid');

const ORGANIZATIONS = 10;
const BOTS = 20;
const OF_BOT = 50;
const ALL = ORGANIZATIONS * BOTS * OF_BOT;
const FROM = '2026-06-03T09:00:00.000Z';
const DUE = '2026-06-03T10:00:00.000Z';

const policies = { overlap: 'skip', missed: 'once', missedAtMost: 10, pauseAfter: 10 } as const;
const trigger = (triggerId: string, botId: string) =>
  triggerCreated(
    { triggerId, botId, kind: 'schedule', from: FROM, schedule: { zone: 'UTC', everyMinutes: 60 }, ...policies },
    { name: 'Every hour' },
  );

/** An organization whose triggers are all due at the same instant. */
async function organization({ store, vault }: Awaited<ReturnType<typeof annals>>): Promise<void> {
  const [organizationId, workspaceId] = [randomUUID(), randomUUID()];
  const context = () => ({ commandId: v7(), correlationId: randomUUID(), actor: 'system:bench' as const });
  const stream = <E extends { type: string; data: object }>(category: string, events: readonly E[]) => ({
    category,
    initial: () => null,
    evolve: Object.fromEntries(events.map(({ type }) => [type, () => undefined])) as never,
  });
  const append = <E extends { type: string; data: object }>(category: string, events: readonly E[]) =>
    store.decide<null, E>({ stream: stream(category, events), id: [organizationId] }, context(), () => events);
  await append('organization', [workspaceCreated({ workspaceId, isDefault: true }, { name: 'General' })]);
  for (let n = 0; n < BOTS; n += 1) {
    const botId = randomUUID();
    const ids = Array.from({ length: OF_BOT }, () => randomUUID());
    const bot = botRegistered({ botId, workspaceId, kind: 'rpa' }, { name: `bot ${n}` });
    await append('fleet', [bot, ...ids.map((id) => trigger(id, botId))] as never);
    for (const triggerId of ids) await vault.triggerDues.keep({ organizationId, triggerId, from: FROM, due: DUE });
  }
}

/**
 * 10,000 triggers of 10 organizations that are due in the same minute: how long one worker takes to fire them all, each
 * into a stream of its own, beside so many bare appends of such streams.
 */
export async function triggerRows(adminUrl: string): Promise<Row[]> {
  const databaseUrl = await database(adminUrl, 'triggers');
  const world = await annals(databaseUrl);
  say(`triggers: making ${number(ALL)}`);
  for (let n = 0; n < ORGANIZATIONS; n += 1) await organization(world);
  Object.assign(process.env, {
    ANNALS_DATABASE_URL: databaseUrl,
    ANNALS_EVENTSTORE_URL: world.connectionString,
    ANNALS_SECRETS_FILE: world.secretsFile,
  });
  const { openTools } = builtFile('apps/worker/src/tools.js') as typeof import('../../apps/worker/src/tools');
  const { timers } = built('contexts') as typeof import('../../libs/contexts/src/index');
  const fireTriggers = timers.find(({ name }) => name === 'fire-triggers');
  if (!fireTriggers) throw new Error('There is no timer fire-triggers');
  const tools = await openTools(loadConfig());
  say('triggers: firing');
  const from = performance.now();
  const looked = await fireTriggers.does(tools)(DUE);
  const seconds = (performance.now() - from) / 1_000;
  if (looked !== ALL) throw new Error(`${String(looked)} of ${ALL} were looked at`);
  const late = (await world.vault.triggerDues.take(DUE, { limit: 1, until: DUE })).length;
  if (late > 0) throw new Error('Something is due still');
  const organizations = Array.from({ length: ORGANIZATIONS }, () => randomUUID());
  const stream = { category: 'run', initial: () => null, evolve: { RunRequested: () => undefined } as never };
  const bare = await atOnce(16, ALL, async (n) => {
    const context = { commandId: v7(), correlationId: randomUUID(), actor: 'system:bench' as const };
    const [runId, botId, workspaceId] = [randomUUID(), randomUUID(), randomUUID()];
    const events = [runRequested({ runId, botId, workspaceId, source: 'trigger' })];
    const id = [organizations[n % ORGANIZATIONS] ?? '', runId] as const;
    await world.store.decide<null, (typeof events)[number]>({ stream, id }, context, () => events);
  });
  await tools.close();
  await world.close();
  return [
    {
      id: 'TRIG',
      what: `seconds until ${number(ALL)} triggers that are due in the same minute have all fired, one worker`,
      ours: seconds.toFixed(1),
      peer: '-',
      limit: `${(ALL / bare.perSecond).toFixed(1)} for as many decisions on new streams, 16 in flight`,
      ratio: times((seconds * bare.perSecond) / ALL),
      goal: '<= 60',
    },
  ];
}
