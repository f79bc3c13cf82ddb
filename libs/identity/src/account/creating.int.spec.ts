import { scaled, sharedDatabase } from '@annals/testing';
import { streamName } from '@annals/kernel';
import { randomUUID } from 'node:crypto';
import { startEventStore } from '../../../../apps/eventstore/src/server';
import { CreateOrganizationCommand } from '../commands/create-organization/create-organization.handler';
import { all, contextOf, startWorld, type World } from '../testing/a-world.service';
import { outcomeOf, stepsIn, streamOf } from '../testing/steps.service';

jest.setTimeout(scaled(120_000, 900_000));

const asked = { name: 'Halden Terminal', alias: 'Ingrid', country: 'NO', timeZone: 'Europe/Oslo' };
const ROUNDS = scaled(1, 200);

describe('who makes organizations, on a real vault and event store', () => {
  let world: World;
  beforeAll(async () => {
    world = await startWorld('creating', { sharedDatabase, startEventStore });
  });
  afterAll(() => world.stop());
  const { typesIn, verified } = stepsIn(() => world);

  const create = (userId: string, commandId: string = randomUUID(), said: object = {}) =>
    world.create.execute(
      new CreateOrganizationCommand({ ...asked, ...said }, contextOf(commandId, `user:${userId}`), {
        kind: 'user',
        id: userId,
        actor: `user:${userId}`,
      }),
    );

  it('R8, B1, D16: of 100 tries at once with nine free, nine are done, and the account has begun ten', async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const { userId } = await verified();
      const outcomes = await Promise.all(Array.from({ length: 100 }, () => outcomeOf(create(userId))));
      expect(outcomes.filter((outcome) => outcome === 'done')).toHaveLength(9);
      expect(outcomes.filter((outcome) => outcome === 'ORG_CREATION_LIMIT')).toHaveLength(91);
      expect((await typesIn(streamOf(userId))).filter((type) => type === 'OrganizationBegun')).toHaveLength(10);
    }
  });

  it('B1: a repeated command makes one organization, and has the same answer', async () => {
    const { userId } = await verified();
    const commandId = randomUUID();
    const first = await create(userId, commandId);
    expect(await create(userId, commandId)).toEqual(first);
    expect((await typesIn(streamOf(userId))).filter((type) => type === 'OrganizationBegun')).toHaveLength(2);
  });

  it('B1, B2: what an api that died has begun keeps what was typed, for whoever finishes it', async () => {
    const { userId, email } = await verified();
    world.founding.dies = true;
    await expect(create(userId)).rejects.toThrow('died');
    world.founding.dies = false;
    const begun = (await all(world.store.read(streamOf(userId)))).filter(({ type }) => type === 'OrganizationBegun');
    const organizationId = String(Reflect.get(begun[1]?.data ?? {}, 'organizationId'));
    expect(await typesIn(streamName('organization', organizationId))).toEqual([]);
    expect(await world.accounts.begun(userId, organizationId)).toEqual({ organizationId, userId, email, ...asked });
    expect(await world.accounts.begun(userId, randomUUID())).toBeUndefined();
  });

  it('B1: an address of theirs is kept with what was typed only where it is not the one of the account', async () => {
    const { userId, email } = await verified();
    const begunWith = async (contactEmail: string) => {
      const { organizationId } = await create(userId, randomUUID(), { contactEmail });
      return (await world.accounts.begun(userId, organizationId))?.contactEmail;
    };
    expect(await begunWith(email.toUpperCase())).toBeUndefined();
    expect(await begunWith('ingrid@halden.example')).toBe('ingrid@halden.example');
  });
});
