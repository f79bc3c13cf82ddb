import { sharedDatabase, type TestDatabase } from '@annals/testing';
import { plus, type Instant } from '@annals/kernel';
import { randomBytes } from 'node:crypto';
import { migrateVault, Vault } from './index';

const ROLE = 'annals_api';
const start = '2026-06-03T10:00:00.000Z';
const at = (seconds: number): Instant => plus(start, { seconds });

describe('B9: who was there to hear bots', () => {
  let database: TestDatabase;
  let vault: Vault;
  beforeAll(async () => {
    database = await sharedDatabase('listening');
    await migrateVault(database.url, ROLE);
    const secrets = { keyEncryptionKey: randomBytes(32), serverKey: randomBytes(32) };
    vault = new Vault({ databaseUrl: database.url, secrets, role: ROLE });
  });
  afterAll(async () => {
    await vault.close();
    await database.drop();
  });
  const notes = async (from: number, until: number) => {
    for (let second = from; second <= until; second += 5) await vault.listening.note(at(second));
  };

  it('nobody before the first note, then whoever notes every five seconds, several at once among them', async () => {
    expect(await vault.listening.wasThere(at(-60), at(0))).toBe(false);
    await Promise.all([notes(0, 100), notes(0, 100)]);
    expect(await vault.listening.wasThere(at(0), at(100))).toBe(true);
    expect(await vault.listening.wasThere(at(40), at(100))).toBe(true);
    expect(await vault.listening.wasThere(at(-1), at(100))).toBe(false);
    expect(await vault.listening.wasThere(at(40), at(116))).toBe(false);
  });

  it('nobody in a gap: it counts anew after it', async () => {
    await notes(300, 350);
    expect(await vault.listening.wasThere(at(290), at(350))).toBe(false);
    await notes(355, 365);
    expect(await vault.listening.wasThere(at(305), at(365))).toBe(true);
  });
});
