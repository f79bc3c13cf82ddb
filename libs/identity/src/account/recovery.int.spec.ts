import type { LogEvent } from '@annals/eventstore';
import { sharedDatabase } from '@annals/testing';
import { randomUUID } from 'node:crypto';
import { startEventStore } from '../../../../apps/eventstore/src/server';
import { IssueApiKeyCommand } from '../commands/issue-api-key/issue-api-key.handler';
import { RevokeApiKeyCommand } from '../commands/revoke-api-key/revoke-api-key.handler';
import { SignUpCommand } from '../commands/sign-up/sign-up.handler';
import { all, contextOf, someAddress, startWorld, type World } from '../testing/a-world.service';
import { IdentityRecovery } from './recovery.service';

const EMAIL = { scope: 'account', kind: 'email' };

describe('identity after a restore', () => {
  let world: World;
  beforeAll(async () => {
    world = await startWorld('recovery', { sharedDatabase, startEventStore });
  }, 30_000);
  afterAll(async () => {
    await world.stop();
  });

  const signedUp = async (email: string): Promise<string> => {
    await world.signUp.execute(new SignUpCommand(email, contextOf()));
    return (await world.directory.holderOf(email)) ?? '';
  };
  const recover = async (...streams: readonly string[]) => {
    const recovery = new IdentityRecovery(world.store, world.vault);
    const events: LogEvent[] = [];
    for (const stream of streams) events.push(...(await all(world.store.read(stream))));
    await recovery.take(events);
    await recovery.finish();
  };
  const claimOf = (email: string) => world.vault.claims.find({ ...EMAIL, value: email });

  it('has the claims that the log proves, again and again', async () => {
    const email = someAddress();
    const userId = await signedUp(email);
    await world.vault.claims.release({ ...EMAIL, holder: userId });
    for (let n = 0; n < 2; n += 1) {
      await recover(`account-${userId}`);
      expect(await claimOf(email)).toEqual({ holder: userId, state: 'held' });
    }
  });

  it('takes an address from whoever the log does not know, and from nobody else', async () => {
    const [mine, theirs] = [someAddress(), someAddress()];
    const [me, them] = [await signedUp(mine), await signedUp(theirs)];
    await world.vault.claims.assign({ ...EMAIL, value: mine, holder: randomUUID() });
    await recover(`account-${me}`);
    expect(await claimOf(mine)).toEqual({ holder: me, state: 'held' });
    await world.vault.claims.assign({ ...EMAIL, value: mine, holder: them });
    await recover(`account-${me}`);
    expect(await claimOf(mine)).toEqual({ holder: them, state: 'held' });
  });

  it('makes no claim on what was erased', async () => {
    const email = someAddress();
    const userId = await signedUp(email);
    await world.vault.claims.release({ ...EMAIL, holder: userId });
    await world.vault.keys.destroy('account', userId);
    await recover(`account-${userId}`);
    expect(await claimOf(email)).toBeUndefined();
  });

  it('opens the keys that the log has issued, and no others', async () => {
    const organizationId = randomUUID();
    const { userId, personId } = world.memberships.join(organizationId, ['admin']);
    const issue = (name: string) =>
      world.issueKey.execute(
        new IssueApiKeyCommand(
          { organizationId, name, permissions: ['runs:read'], expiresInDays: 30 },
          contextOf(undefined, `user:${userId}`),
        ),
      );
    const [open, closed] = [await issue('open'), await issue('closed')];
    await world.revokeKey.execute(new RevokeApiKeyCommand({ organizationId, keyId: closed.keyId }, contextOf()));
    const unknown = await world.vault.apiKeys.issue({
      keyId: randomUUID(),
      organizationId,
      holder: { kind: 'person', id: personId, membership: 1 },
      permissions: ['runs:read'],
      expiresAt: open.expiresAt,
    });
    await recover(`keys-${organizationId}`);
    const outcomes = await Promise.all(
      [open, closed, unknown].map(({ secret }) => world.vault.apiKeys.authenticate(secret)),
    );
    expect(outcomes.map(({ outcome }) => outcome)).toEqual(['valid', 'revoked', 'revoked']);
  });

  it('or any other time, takes over a claim that was pending for 15 minutes when its holder has no stream, and leaves it to one that has', async () => {
    const [abandoned, slow] = [someAddress(), someAddress()];
    const gone = randomUUID();
    await world.vault.claims.take({ ...EMAIL, value: abandoned, holder: gone });
    await world.signUp.execute(new SignUpCommand(slow, contextOf()));
    const registered = (await world.directory.holderOf(slow)) ?? '';
    await world.vault.claims.release({ ...EMAIL, holder: registered });
    await world.vault.claims.take({ ...EMAIL, value: slow, holder: registered });
    expect(await world.directory.claim(abandoned, randomUUID())).toMatchObject({ holder: gone });
    world.wait({ minutes: 16 });
    const next = randomUUID();
    expect(await world.directory.claim(abandoned, next)).toMatchObject({ holder: next });
    expect(await world.directory.claim(slow, next)).toMatchObject({ holder: registered });
  });
});
