import { memberAdded } from '@annals/contracts';
import type { EventStore } from '@annals/eventstore';
import { scaled, sharedDatabase } from '@annals/testing';
import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { startEventStore } from '../../../../apps/eventstore/src/server';
import { InviteMemberCommand } from '../commands/invite-member/invite-member.handler';
import { contextOf, founded, startWorld, type World } from '../testing/a-world.service';
import { InvitationReader } from './invitation-reader.service';
import { organization } from './organization';

jest.setTimeout(scaled(60_000, 600_000));
const MEMBERS = scaled(200, 5000);

/** The same store; counts the events that are opened beside the state. */
function counted(store: EventStore): { readonly store: EventStore; readonly opened: () => number } {
  let opened = 0;
  const counting = Object.create(store) as EventStore;
  counting.eventAt = (stream, revision) => {
    opened += 1;
    return store.eventAt(stream, revision);
  };
  counting.read = async function* all(stream) {
    for await (const event of store.read(stream)) {
      opened += 1;
      yield event;
    }
  };
  return { store: counting, opened: () => opened };
}

describe('C7: what a mail of an invitation reads', () => {
  let world: World;
  beforeAll(async () => {
    world = await startWorld('c7', { sharedDatabase, startEventStore });
  });
  afterAll(() => world.stop());

  it(`is two events in an organization of ${MEMBERS} members`, async () => {
    const { organizationId, actor, owner } = await founded(world);
    const members = Array.from({ length: MEMBERS }, (_, n) =>
      memberAdded(
        { personId: randomUUID(), userId: randomUUID(), roles: ['member'], via: 'invitation' },
        { email: `${n}@example.com`, alias: `No ${n}` },
      ),
    );
    for (let start = 0; start < MEMBERS; start += 100)
      await world.store.decide({ stream: organization, id: [organizationId] }, contextOf(actor), () =>
        members.slice(start, start + 100),
      );
    const { invitationId } = await world.inviting.execute(
      new InviteMemberCommand({ organizationId, email: 'mia@example.com', roles: ['member'] }, contextOf(actor)),
    );
    const { store, opened } = counted(world.store);
    expect(await new InvitationReader(store, world.vault).words({ organizationId, invitationId })).toEqual({
      email: 'mia@example.com',
      inviter: owner.alias,
    });
    expect(opened()).toBe(2);
  });

  /**
   * Once for a change of a trigger that may have left due times over: nothing else knows the schedules before it. And
   * where somebody is erased: nothing else knows all that they were ever called.
   */
  const readsOne = [
    'libs/automation/src/triggers/changed-triggers.service.ts',
    'libs/organization/src/organization/erasable-people.service.ts',
  ];

  it('is never a whole stream: none asks for one, but where a trigger was changed or somebody is erased', () => {
    const root = resolve(__dirname, '../../../..');
    const sources = ['apps', 'libs']
      .flatMap((part) =>
        readdirSync(join(root, part), { recursive: true, encoding: 'utf8' }).map((file) => join(part, file)),
      )
      .filter((file) => file.endsWith('.ts') && !/\.spec\.ts$|\/testing\/|\/e2e\/|node_modules|\/dist\//.test(file));
    expect(sources.length).toBeGreaterThan(300);
    expect(sources.filter((file) => /[sS]tore\.read\(/.test(readFileSync(join(root, file), 'utf8')))).toEqual(readsOne);
  });
});
