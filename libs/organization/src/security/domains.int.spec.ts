import { sharedDatabase } from '@annals/testing';
import { EventStore } from '@annals/eventstore';
import { plus, Refused, streamName } from '@annals/kernel';
import { randomUUID } from 'node:crypto';
import { startEventStore } from '../../../../apps/eventstore/src/server';
import { addDomain } from '../commands/add-domain/add-domain';
import { ChangePoliciesCommand, ChangePoliciesHandler } from '../commands/change-policies/change-policies.handler';
import { JoinByDomainCommand, JoinByDomainHandler } from '../commands/join-by-domain/join-by-domain.handler';
import { RemoveDomainCommand, RemoveDomainHandler } from '../commands/remove-domain/remove-domain.handler';
import { SetDomainModeCommand, SetDomainModeHandler } from '../commands/set-domain-mode/set-domain-mode.handler';
import { DomainLooks, firstLookAfter } from './domain-looks.service';
import { VerifyDomainCommand, VerifyDomainHandler } from '../commands/verify-domain/verify-domain.handler';
import { Invitees } from '../organization/invitees.service';
import { OrganizationRecovery } from '../organization/recovery.service';
import { contextOf, founded, startWorld, type World } from '../testing/a-world.service';
import { OpenDomains } from './open-domains.service';
import { domainClaim, security } from './security';

jest.setTimeout(120_000);

describe('domains, on a real vault and event store', () => {
  let world: World;
  /** What is published, by name: the name servers of this spec. */
  const published = new Map<string, string[]>();
  let answers = true;
  const records = { texts: (name: string) => Promise.resolve(answers ? (published.get(name) ?? []) : undefined) };
  beforeAll(async () => {
    world = await startWorld('domains', { sharedDatabase, startEventStore });
  });
  afterAll(() => world.stop());

  type Here = Awaited<ReturnType<typeof founded>>;
  const add = async ({ organizationId, actor }: Here, domain: string) => {
    const decided = await world.store.decide(
      { stream: security, id: [organizationId] },
      contextOf(actor),
      (state, facts) => addDomain(state, { organizationId, domain, isPublic: false }, facts),
    );
    const added = decided.events.find((event) => event.type === 'DomainAdded');
    if (added === undefined) throw new Error('Nothing was added');
    return added.data.domainId;
  };
  const verify = ({ organizationId, actor }: Here, domainId: string) =>
    new VerifyDomainHandler(world.store, world.vault, records).execute(
      new VerifyDomainCommand({ organizationId, domainId }, contextOf(actor)),
    );
  const remove = ({ organizationId, actor }: Here, domainId: string, store: EventStore = world.store) =>
    new RemoveDomainHandler(store, world.vault).execute(
      new RemoveDomainCommand({ organizationId, domainId }, contextOf(actor)),
    );
  const open = ({ organizationId, actor }: Here, domainId: string) =>
    new SetDomainModeHandler(world.store).execute(
      new SetDomainModeCommand({ organizationId, domainId, mode: 'join' }, contextOf(actor)),
    );
  const join = (organizationId: string, email: string, alias: string) => {
    const { userId } = world.accounts.add(email, alias);
    const actor = `user:${userId}` as const;
    const invitees = new Invitees(world.store, world.vault, world.accounts);
    const doors = new OpenDomains(world.store, world.vault);
    return new JoinByDomainHandler(world.store, world.vault, invitees, doors, world.aliases).execute(
      new JoinByDomainCommand({ organizationId, alias }, contextOf(actor), { kind: 'user', id: userId, actor }),
    );
  };
  const codeOf = (asked: Promise<unknown>): Promise<string> =>
    asked.then(
      () => 'done',
      (error: unknown) => {
        if (error instanceof Refused) return String(error.code);
        throw error;
      },
    );
  const someDomain = () => `h${randomUUID().slice(0, 8)}.example`;

  it('D4, P1: who has an address at a verified domain joins by themselves, and nobody else does', async () => {
    const [here, domain] = [await founded(world), someDomain()];
    const domainId = await add(here, domain);
    expect(await verify(here, domainId)).toMatchObject({ verified: false });
    published.set(`_annals.${domain}`, ['something else', `annals=${domainId}`]);
    expect(await verify(here, domainId)).toMatchObject({ verified: true });
    expect(await codeOf(join(here.organizationId, `early@${domain}`, 'Early'))).toBe('INVITATION_REQUIRED');
    await open(here, domainId);
    expect(await codeOf(join(here.organizationId, `mia@${domain.toUpperCase()}`, 'Mia'))).toBe('done');
    expect(await codeOf(join(here.organizationId, `mia@sub.${domain}`, 'Other'))).toBe('INVITATION_REQUIRED');
    expect(await codeOf(join(here.organizationId, `two@${domain}`, 'Mia'))).toBe('ALIAS_TAKEN');
  });

  it('a domain is one organization’s; without its record, or removed, it opens nothing and is free', async () => {
    const [first, second, domain] = [await founded(world), await founded(world), someDomain()];
    const [ofFirst, ofSecond] = [await add(first, domain), await add(second, domain)];
    published.set(`_annals.${domain}`, [`annals=${ofFirst}`, `annals=${ofSecond}`]);
    await verify(first, ofFirst);
    await open(first, ofFirst);
    expect(await codeOf(verify(second, ofSecond))).toBe('DOMAIN_CLAIMED');
    published.set(`_annals.${domain}`, [`annals=${ofSecond}`]);
    expect(await verify(first, ofFirst)).toMatchObject({ verified: false });
    expect(await codeOf(join(first.organizationId, `late@${domain}`, 'Late'))).toBe('INVITATION_REQUIRED');
    expect(await verify(second, ofSecond)).toMatchObject({ verified: true });
    await open(second, ofSecond);
    await new RemoveDomainHandler(world.store, world.vault).execute(
      new RemoveDomainCommand({ organizationId: second.organizationId, domainId: ofSecond }, contextOf(second.actor)),
    );
    expect(await codeOf(join(second.organizationId, `later@${domain}`, 'Later'))).toBe('INVITATION_REQUIRED');
  });

  it('I-6: of who lets only its domains in and who takes the last one away, asked in one moment, one is refused', async () => {
    /** Reads as the store does; of the other stream, and then somebody else asks before that is decided on. */
    const storeAnd = (
      other: 'organization' | 'security',
      asks: () => Promise<string>,
    ): EventStore & { heard?: string } => {
      const store: EventStore & { heard?: string } = Object.assign(Object.create(world.store) as EventStore, {
        state: async (...of: Parameters<EventStore['state']>) => {
          const found = structuredClone(await world.store.state(...of)); // as another process has it
          if (of[0].stream.category === other) store.heard ??= await asks();
          return found;
        },
      });
      return store;
    };
    const close = ({ organizationId, actor }: Here, store: EventStore = world.store) =>
      new ChangePoliciesHandler(store, world.vault, new OpenDomains(store, world.vault)).execute(
        new ChangePoliciesCommand({ organizationId, ownDomainsOnly: true }, contextOf(actor)),
      );
    const verified = async () => {
      const [here, domain] = [await founded(world), someDomain()];
      const domainId = await add(here, domain);
      published.set(`_annals.${domain}`, [`annals=${domainId}`]);
      await verify(here, domainId);
      return { here, domainId };
    };
    const first = await verified();
    const closing = storeAnd('security', () => codeOf(remove(first.here, first.domainId)));
    expect([await codeOf(close(first.here, closing)), closing.heard]).toEqual(['done', 'CONFLICT']);
    expect(await codeOf(remove(first.here, first.domainId))).toBe('OWN_DOMAIN_REQUIRED');

    const second = await verified();
    const removing = storeAnd('organization', () => codeOf(close(second.here)));
    expect([await codeOf(remove(second.here, second.domainId, removing)), removing.heard]).toEqual([
      'done',
      'CONFLICT',
    ]);
    expect(await codeOf(close(second.here))).toBe('OWN_DOMAIN_REQUIRED');
  });

  it('name servers that do not answer say nothing: who has verified it keeps it, who has not does not', async () => {
    const [here, domain] = [await founded(world), someDomain()];
    const domainId = await add(here, domain);
    published.set(`_annals.${domain}`, [`annals=${domainId}`]);
    answers = false;
    expect(await verify(here, domainId)).toMatchObject({ verified: false });
    answers = true;
    expect(await verify(here, domainId)).toMatchObject({ verified: true });
    answers = false;
    expect(await verify(here, domainId)).toMatchObject({ verified: true });
    answers = true;
  });

  it('is looked at again by itself: lost when its record was gone three times, never by silence', async () => {
    const [here, domain] = [await founded(world), someDomain()];
    const { organizationId } = here;
    const domainId = await add(here, domain);
    published.set(`_annals.${domain}`, [`annals=${domainId}`]);
    await verify(here, domainId);
    const verifying = new VerifyDomainHandler(world.store, world.vault, records);
    const looks = new DomainLooks(world.store, world.vault, records, verifying);
    let now = new Date().toISOString();
    await world.vault.domainLooks.keep({ organizationId, id: domainId, due: firstLookAfter(now) });
    /** Whether the domain is verified after what is due so much later. */
    const lookAfter = async (hours: number) => {
      now = plus(now, { hours });
      await looks.look(now);
      const { state } = await world.store.state({ stream: security, id: [organizationId] }, 0);
      return state.domains.get(domainId)?.verified;
    };
    const gone = () => published.delete(`_annals.${domain}`);
    gone();
    expect([await lookAfter(23), await lookAfter(1), await lookAfter(6)]).toEqual([true, true, true]);
    answers = false;
    expect([await lookAfter(6), await lookAfter(1), await lookAfter(1)]).toEqual([true, true, true]);
    answers = true;
    published.set(`_annals.${domain}`, [`annals=${domainId}`]);
    expect(await lookAfter(1)).toBe(true);
    gone();
    expect([await lookAfter(24), await lookAfter(6), await lookAfter(6)]).toEqual([true, true, false]);
    expect(await world.vault.claims.find(domainClaim(domain))).toBeUndefined();
    expect(await world.vault.domainLooks.by(plus(now, { days: 9 }), 10)).toEqual([]);
  });

  it('is looked at again by itself also where its record is back in the moment in which it would be lost', async () => {
    const [here, domain] = [await founded(world), someDomain()];
    const { organizationId } = here;
    const domainId = await add(here, domain);
    published.set(`_annals.${domain}`, [`annals=${domainId}`]);
    await verify(here, domainId);
    const missing = { texts: () => Promise.resolve([]) };
    const verifying = new VerifyDomainHandler(world.store, world.vault, records);
    const looks = new DomainLooks(world.store, world.vault, missing, verifying);
    const now = new Date().toISOString();
    await world.vault.domainLooks.keep({ organizationId, id: domainId, due: now, misses: 2 });
    await looks.look(now);
    const { state } = await world.store.state({ stream: security, id: [organizationId] }, 0);
    expect(state.domains.get(domainId)?.verified).toBe(true);
    expect(await world.vault.domainLooks.by(plus(now, { days: 1 }), 10)).toMatchObject([{ id: domainId, misses: 0 }]);
    await world.vault.domainLooks.forget({ organizationId, id: domainId });
  });

  it('after a restore a domain is whose it is now by the log, not who had it before', async () => {
    const [first, second, domain] = [await founded(world), await founded(world), someDomain()];
    const [ofFirst, ofSecond] = [await add(first, domain), await add(second, domain)];
    for (const [who, domainId] of [
      [first, ofFirst],
      [second, ofSecond],
    ] as const) {
      published.set(`_annals.${domain}`, [`annals=${domainId}`]);
      await verify(first, ofFirst);
      await verify(who, domainId);
    }
    const recovery = new OrganizationRecovery(world.store, world.vault);
    for (const holder of [first.organizationId, second.organizationId]) {
      await world.vault.claims.assign({ ...domainClaim(domain), holder });
      for (const { organizationId } of [second, first])
        for await (const event of world.store.read(streamName('security', organizationId)))
          await recovery.take([event]);
      expect(await world.vault.claims.find(domainClaim(domain))).toEqual({
        holder: second.organizationId,
        state: 'held',
      });
    }
  });
});
