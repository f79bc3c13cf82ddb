import { randomBytes, randomUUID } from 'node:crypto';
import { fromMilliseconds } from '@annals/kernel';
import { sharedDatabase, type TestDatabase } from '@annals/testing';
import { migrateVault, Vault } from './index';

const ROLE = 'annals_api';

describe('B11: the queue of a bot', () => {
  let database: TestDatabase;
  let vault: Vault;
  const secrets = { keyEncryptionKey: randomBytes(32), serverKey: randomBytes(32) };
  beforeAll(async () => {
    database = await sharedDatabase('runqueue');
    await migrateVault(database.url, ROLE);
    vault = new Vault({ databaseUrl: database.url, secrets, role: ROLE });
  });
  afterAll(async () => {
    await vault.close();
    await database.drop();
  });

  const until = fromMilliseconds(Date.now() + 60_000);
  function aBot() {
    const bot = { organizationId: randomUUID(), botId: randomUUID() };
    let position = 0;
    const run = (runId: string) => ({ ...bot, runId });
    return {
      ...bot,
      run,
      ask: async () => {
        const runId = randomUUID();
        await vault.runQueue.add(run(runId), String((position += 1)));
        return runId;
      },
      take: (slots = 1) => vault.runQueue.take(bot, { slots, until }),
    };
  }

  it('says why it gives no run: none waits, or there is no room', async () => {
    const bot = aBot();
    expect(await bot.take()).toBe('none waits');
    const [first, second] = [await bot.ask(), await bot.ask()];
    expect(await bot.take()).toMatchObject({ runId: first, more: false });
    expect(await bot.take()).toBe('no room');
    expect(await bot.take(3)).toMatchObject({ runId: second, more: false });
    expect(await bot.take(3)).toBe('none waits');
  });

  it('knows which runs are in it', async () => {
    const bot = aBot();
    const [waits, other] = [await bot.ask(), randomUUID()];
    expect(await vault.runQueue.among(bot.organizationId, [waits, other])).toEqual(new Set([waits]));
    expect(await vault.runQueue.among(randomUUID(), [waits])).toEqual(new Set());
    expect(await vault.runQueue.among(bot.organizationId, [])).toEqual(new Set());
  });

  it('whoever leaves wakes workers where another run waits for the slot, and nobody where none does', async () => {
    const [bot, last] = [aBot(), aBot()];
    const heard: string[] = [];
    let wake: () => void = () => undefined;
    await vault.runQueue.follow({
      heard: ({ botId }) => {
        heard.push(botId);
        wake();
      },
    });
    const rung = async (times: number): Promise<void> => {
      while (heard.length < times)
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
    };
    const [first] = [await bot.ask(), await bot.ask()];
    await bot.take();
    const alone = await last.ask();
    await last.take();
    await rung(3);
    await vault.runQueue.remove(last.run(alone));
    await vault.runQueue.remove(bot.run(first));
    await rung(4);
    await vault.runQueue.wake(bot.botId); // whatever was said before has been heard by then
    await rung(5);
    expect(heard.slice(3)).toEqual([bot.botId, bot.botId]);
  });

  it('wakes somebody for every run, however slots are given back and taken in two processes at the same time', async () => {
    const bot = aBot();
    const done = new Set<string>();
    const worker = async (own: Vault): Promise<void> => {
      let heard = 0;
      let wake: () => void = () => undefined;
      const listening = await own.runQueue.follow({
        heard: ({ botId }) => {
          if (botId === bot.botId) heard += 1;
          wake();
        },
      });
      while (done.size < 60) {
        const before = heard;
        const taken = await own.runQueue.take(bot, { slots: 2, until });
        if (typeof taken === 'object') {
          await own.runQueue.remove(taken);
          done.add(taken.runId);
        } else if (heard === before)
          await new Promise<void>((resolve) => {
            wake = resolve;
          });
      }
      await own.runQueue.wake(bot.botId); // for those who sleep when all is done
      await listening();
    };
    const others = Array.from({ length: 2 }, () => new Vault({ databaseUrl: database.url, secrets, role: ROLE }));
    const workers = Promise.all([...others, ...others].map(worker));
    for (let n = 0; n < 60; n += 1) await bot.ask();
    await workers;
    expect(done.size).toBe(60);
    await Promise.all(others.map((each) => each.close()));
  });
});
