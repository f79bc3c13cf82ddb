import type { LogEvent } from '@annals/eventstore';
import { streamName } from '@annals/kernel';
import { sharedDatabase } from '@annals/testing';
import { randomUUID } from 'node:crypto';
import { startEventStore } from '../../../../apps/eventstore/src/server';
import { InviteMemberCommand } from '../commands/invite-member/invite-member.handler';
import { contextOf, startWorld } from '../testing/a-world.service';
import { organization } from './organization';
import { OrganizationRecovery } from './recovery.service';

describe('the people of an organization after a restore', () => {
  let world: Awaited<ReturnType<typeof startWorld>>;
  beforeAll(async () => {
    world = await startWorld('recovery', { sharedDatabase, startEventStore });
  }, 30_000);
  afterAll(async () => {
    await world.stop();
  });

  /** An organization with an owner and somebody who was invited. */
  async function anOrganization() {
    const organizationId = randomUUID();
    const owner = world.accounts.add(`${randomUUID()}@acme.example`, 'Olga');
    await world.founding.found({ organizationId, ...owner }, contextOf(`user:${owner.userId}`));
    const email = `${randomUUID()}@acme.example`;
    const { personId } = await world.inviting.execute(
      new InviteMemberCommand({ organizationId, email, roles: ['member'] }, contextOf(`user:${owner.userId}`)),
    );
    const {
      state: { people },
    } = await world.store.state({ stream: organization, id: [organizationId] }, 0);
    const claim = (value: string) => ({ scope: organizationId, kind: 'email', value });
    return {
      organizationId,
      owner: { email: owner.email, personId: people.byUser.get(owner.userId) ?? '' },
      invited: { email, personId },
      claim,
    };
  }

  async function recover(organizationId: string): Promise<void> {
    const events: LogEvent[] = [];
    for await (const event of world.store.read(streamName('organization', organizationId))) events.push(event);
    await new OrganizationRecovery(world.store, world.vault).take(events);
  }

  it('have the addresses that the log proves, again and again', async () => {
    const { organizationId, owner, invited, claim } = await anOrganization();
    for (const holder of [owner.personId, invited.personId])
      await world.vault.claims.release({ scope: organizationId, kind: 'email', holder });
    for (let n = 0; n < 2; n += 1) {
      await recover(organizationId);
      for (const { email, personId } of [owner, invited])
        expect(await world.vault.claims.find(claim(email))).toEqual({ holder: personId, state: 'held' });
    }
  });

  it('get an address back from a person that the log does not know, not from one that it knows', async () => {
    const { organizationId, owner, invited, claim } = await anOrganization();
    await world.vault.claims.assign({ ...claim(invited.email), holder: randomUUID() });
    await recover(organizationId);
    expect(await world.vault.claims.find(claim(invited.email))).toEqual({ holder: invited.personId, state: 'held' });
    await world.vault.claims.assign({ ...claim(invited.email), holder: owner.personId });
    await recover(organizationId);
    expect(await world.vault.claims.find(claim(invited.email))).toEqual({ holder: owner.personId, state: 'held' });
  });

  it('C3: have the names that the log proves, and no one else has them', async () => {
    const { organizationId, owner } = await anOrganization();
    const claim = { scope: organizationId, kind: 'alias', value: 'Olga' };
    for (const before of [
      () => world.vault.claims.release({ ...claim, holder: owner.personId }),
      () => world.vault.claims.assign({ ...claim, holder: randomUUID() }),
    ]) {
      await before();
      await recover(organizationId);
      expect(await world.vault.claims.find(claim)).toEqual({ holder: owner.personId, state: 'held' });
    }
  });

  it('leave no claim on an address that was erased', async () => {
    const { organizationId, invited, claim } = await anOrganization();
    await world.vault.claims.release({ scope: organizationId, kind: 'email', holder: invited.personId });
    await world.vault.keys.destroy(organizationId, invited.personId);
    await recover(organizationId);
    expect(await world.vault.claims.find(claim(invited.email))).toBeUndefined();
  });
});
