import { hash, parseOptions, verify } from '@node-rs/argon2';
import { plus } from '@annals/kernel';
import { isCommonPassword } from './common-passwords';
import type { VaultContext } from './database';
import { Gate } from './gate';

/** The library's `Algorithm.Argon2id`: an ambient const enum, which files compiled one by one cannot name. */
const ARGON2ID = 2;

/** OWASP's minimum for argon2id (reliability.md §6, S7): 19 MiB, two passes, one lane. */
export const PASSWORD_HASHING = { algorithm: ARGON2ID, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

const AT_ONCE = 2;
/** So long that the last one of them is answered within about a second; more are told to come again. */
const WAITING = 32;
const FAILURES_COUNT_FOR = { minutes: -15 };
/** A failure that lies further ahead was noted by a clock that ran ahead: it would count for as long as that. */
const AHEAD = { minutes: 1 };
const NOBODY = '00000000-0000-0000-0000-000000000000';

/**
 * Passwords: argon2id hashes, checked two at a time so that sign-ins cannot starve everybody else; and failed sign-ins.
 * Whoever asks may leave (`signal`): then nothing is begun for them.
 */
export class Credentials {
  private readonly gate = new Gate(AT_ONCE, WAITING);
  private stranger: Promise<string> | undefined;

  constructor(private readonly context: VaultContext) {}

  /** Sets or replaces a person's password. @throws Refused BUSY */
  async setPassword(userId: string, password: string, signal?: AbortSignal): Promise<void> {
    const row = { password_hash: await this.hash(password, signal), updated_at: this.context.clock() };
    await this.context.db
      .insertInto('credentials')
      .values({ user_id: userId, ...row })
      .onConflict((conflict) => conflict.column('user_id').doUpdateSet(row))
      .execute();
  }

  /** Removes a password: one that another replaced, or one whose command was refused. May be repeated. */
  async removePassword(userId: string): Promise<void> {
    await this.context.db.deleteFrom('credentials').where('user_id', '=', userId).execute();
  }

  /** Whether there is a password under this id. */
  async hasPassword(userId: string): Promise<boolean> {
    return (
      (await this.context.db
        .selectFrom('credentials')
        .select('user_id')
        .where('user_id', '=', userId)
        .executeTakeFirst()) !== undefined
    );
  }

  /**
   * Whether it is this person's password. An unknown person costs the same time as a wrong password. @throws Refused
   * BUSY
   */
  async verifyPassword(userId: string | undefined, password: string, signal?: AbortSignal): Promise<boolean> {
    const row = await this.context.db
      .selectFrom('credentials')
      .select('password_hash')
      .where('user_id', '=', userId ?? NOBODY)
      .executeTakeFirst();
    // Once in a process, and without a place: one that found none would be remembered, and every unknown person told
    // from a known one by it.
    const expected =
      row?.password_hash ?? (await (this.stranger ??= hash('nobody has this password', PASSWORD_HASHING)));
    const right = await this.gate.run(() => verify(expected, spelled(password)), signal);
    if (!right || !row || userId === undefined) return false;
    if (this.gate.isFree && isWeakerThanToday(row.password_hash))
      await this.rehash(userId, row.password_hash, password);
    return true;
  }

  /**
   * Whether it is among the first that attackers try (ASVS 6.2.4). @param own what everybody knows of the person:
   * address, names
   */
  isCommon(password: string, own: readonly string[]): boolean {
    return isCommonPassword(password, own);
  }

  /** Notes a failed sign-in and gives how many there were within 15 minutes, this one included. */
  async recordFailure(userId: string): Promise<number> {
    const now = this.context.clock();
    await this.context.db.insertInto('failed_logins').values({ user_id: userId, at: now }).execute();
    const { n } = await this.context.db
      .selectFrom('failed_logins')
      .select(({ fn }) => fn.countAll<string>().as('n'))
      .where('user_id', '=', userId)
      .where('at', '>', new Date(plus(now, FAILURES_COUNT_FOR)))
      .where('at', '<=', new Date(plus(now, AHEAD)))
      .executeTakeFirstOrThrow();
    return Number(n);
  }

  /** A successful sign-in forgets the failures before it. */
  async clearFailures(userId: string): Promise<void> {
    await this.context.db.deleteFrom('failed_logins').where('user_id', '=', userId).execute();
  }

  /** Removes failures that do not count any more. */
  async purge(): Promise<void> {
    const now = this.context.clock();
    await this.context.db
      .deleteFrom('failed_logins')
      .where((or) =>
        or.or([or('at', '<', new Date(plus(now, FAILURES_COUNT_FOR))), or('at', '>', new Date(plus(now, AHEAD)))]),
      )
      .execute();
  }

  private hash(password: string, signal?: AbortSignal): Promise<string> {
    return this.gate.run(() => hash(spelled(password), PASSWORD_HASHING), signal);
  }

  /** Only over the hash that was verified: a password that was changed in the meantime stays changed. */
  private async rehash(userId: string, verified: string, password: string): Promise<void> {
    await this.context.db
      .updateTable('credentials')
      .set({ password_hash: await this.hash(password), updated_at: this.context.clock() })
      .where('user_id', '=', userId)
      .where('password_hash', '=', verified)
      .execute();
  }
}

/** The same characters typed on another keyboard are the same password. */
function spelled(password: string): string {
  return password.normalize('NFKC');
}

function isWeakerThanToday(hashed: string): boolean {
  const { algorithm, memoryCost, timeCost, parallelism } = parseOptions(hashed);
  return (
    Number(algorithm) !== ARGON2ID ||
    memoryCost < PASSWORD_HASHING.memoryCost ||
    timeCost < PASSWORD_HASHING.timeCost ||
    parallelism < PASSWORD_HASHING.parallelism
  );
}
