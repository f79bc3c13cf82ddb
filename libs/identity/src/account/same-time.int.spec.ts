import { Refused } from '@annals/kernel';
import { sharedDatabase } from '@annals/testing';
import { performance } from 'node:perf_hooks';
import { startEventStore } from '../../../../apps/eventstore/src/server';
import { SignInCommand } from '../commands/sign-in/sign-in.handler';
import { contextOf, device, someAddress, startWorld, type World } from '../testing/a-world.service';

jest.setTimeout(120_000);

const SAMPLES = 15;

describe('how long an answer takes says nothing about an address', () => {
  let world: World;
  let known: string;
  beforeAll(async () => {
    world = await startWorld('same_time', { sharedDatabase, startEventStore });
    known = someAddress();
    await world.accounts.registerInvited(
      { email: known, password: 'correct horse battery', alias: 'John' },
      contextOf(),
      async () => undefined,
    );
  });
  afterAll(() => world.stop());

  async function milliseconds(work: () => Promise<unknown>): Promise<number> {
    const start = performance.now();
    await work().catch((error: unknown) => {
      if (!(error instanceof Refused)) throw error;
    });
    return performance.now() - start;
  }
  const median = (samples: readonly number[]) =>
    [...samples].sort((a, b) => a - b)[Math.floor(samples.length / 2)] ?? NaN;

  /** Medians for the known address and for unknown ones, taken in turns so that a busy machine disturbs both alike. */
  async function medians(ask: (email: string) => Promise<unknown>): Promise<{ known: number; unknown: number }> {
    const times = { known: [] as number[], unknown: [] as number[] };
    for (let sample = 0; sample < SAMPLES; sample += 1) {
      times.known.push(await milliseconds(() => ask(known)));
      times.unknown.push(await milliseconds(() => ask(someAddress())));
    }
    return { known: median(times.known), unknown: median(times.unknown) };
  }

  it('S7: a password is hashed for an address that nobody has, too', async () => {
    const times = await medians((email) =>
      world.signIn.execute(new SignInCommand({ email, password: 'not the password', device }, contextOf())),
    );
    expect(times.unknown).toBeGreaterThan(times.known / 2);
    expect(times.unknown).toBeGreaterThan(10);
  });
});
