import { randomUUID } from 'node:crypto';
import { botRegistered, memberLeft, memberRemoved, memberSuspended } from '@annals/contracts';
import { remembersNothing, type Stream } from '@annals/kernel';
import { Memberships, type Tools } from '@annals/platform';
import { Died, dyingAt, scaled, sharedDatabase } from '@annals/testing';
import { CommandBus } from '@nestjs/cqrs';
import { startEventStore } from '../../../../apps/eventstore/src/server';
import { fleet } from '../fleet/fleet';
import { settleBots } from '../reactions/settle-bots-when-membership-ends/settle-bots-when-membership-ends.job';
import { contextOf, startWorld, type World } from '../testing/a-world.setup';
import { workspaceId } from '../testing/examples';
import { botsAtWork } from '../testing/bots-at-work.setup';

jest.setTimeout(120_000);

describe('W4: what somebody leaves behind', () => {
  let world: World;
  beforeAll(async () => {
    world = await startWorld('leftbehind', { sharedDatabase, startEventStore });
  });
  afterAll(() => world.stop());
  const { types } = botsAtWork(() => world);

  const [goes, heir, other] = [randomUUID(), randomUUID(), randomUUID()];
  const bots = { given: randomUUID(), held: randomUUID(), rest: randomUUID(), others: randomUUID() };
  const places = [{ botId: bots.given, to: heir }, { botId: bots.held }];
  const plan = { bots: places, others: other };
  /** Of the stream of the neighbour only the plan is read. */
  type Ends = ReturnType<typeof memberRemoved | typeof memberLeft | typeof memberSuspended>;
  const neighbour: Stream<null, Ends> = {
    category: 'organization',
    initial: () => null,
    evolve: { MemberRemoved: remembersNothing, MemberLeft: remembersNothing, MemberSuspended: remembersNothing },
  };

  async function leavesBehind(ends: Ends) {
    const organizationId = randomUUID();
    const owned = (botId: string, personId: string) =>
      botRegistered({ botId, kind: 'rpa', workspaceId, ownedBy: { personId, membership: 1 } }, { name: botId });
    await world.store.decide({ stream: fleet, id: [organizationId] }, contextOf(), () =>
      Object.values(bots).map((botId) => owned(botId, botId === bots.others ? other : goes)),
    );
    await world.store.decide({ stream: neighbour, id: [organizationId] }, contextOf(), () => [ends]);
    return { organizationId, personId: goes, revision: 0, causedBy: randomUUID(), correlation: 'a-request' };
  }
  const standing = { roles: [], granted: new Map(), workspaces: new Map(), membership: 1, revision: 0 };
  class Staying extends Memberships {
    standing = async () => ({ status: 'active' });
    of = async () => undefined;
    ofPerson = async (_organizationId: string, personId: string) =>
      personId === goes ? undefined : { ...standing, personId };
  }
  /** Carries it out as a worker does; everything that it does goes through `passing`. */
  const settle = (payload: object, passing: <T extends object>(tool: T) => T = (tool) => tool) =>
    settleBots.handler({
      eventStore: passing(world.store),
      commands: passing(world.get(CommandBus)),
      ask: () => passing(new Staying()),
    } as unknown as Tools)({ ...payload }, 1);

  it.each(['before', 'after'] as const)(
    'goes where the plan says, once, wherever the worker is killed (%s a call)',
    async (when) => {
      for (const ends of scaled([memberRemoved], [memberRemoved, memberLeft, memberSuspended]))
        for (let nth = 1; ; nth += 1) {
          const payload = await leavesBehind(ends({ personId: goes, plan }));
          const died = await settle(payload, dyingAt(nth, when)).then(
            () => false,
            (error: unknown) => error instanceof Died,
          );
          await settle(payload);
          await settle(payload); // and once more, as a queue may
          const { state } = await world.store.state({ stream: fleet, id: [payload.organizationId] }, 0);
          const found = Object.values(bots).map((botId) => state.bots.get(botId));
          expect(found.map((bot) => [bot?.owner?.personId, bot?.enabled])).toEqual([
            [heir, true],
            [undefined, false],
            [other, true],
            [other, true],
          ]);
          const told = (await types(`fleet-${payload.organizationId}`)).slice(Object.keys(bots).length);
          expect(told.sort()).toEqual(['BotDisabled', 'BotReassigned', 'BotReassigned', 'BotReassigned']);
          if (!died) {
            expect(nth).toBeGreaterThan(7);
            break;
          }
        }
    },
  );
});
