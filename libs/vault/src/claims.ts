import { comparableAddress, comparableName } from '@annals/contracts';
import { isWithin, plus, type Instant } from '@annals/kernel';
import { sql } from 'kysely';
import type { VaultContext, VaultDatabase } from './database';
import { KeyDestroyed } from './keys';
import type { Secrets } from './secrets';
import { holdSubject } from './subject-lock';

/**
 * A value that may be held once in a scope: an e-mail address, an alias, later a slug or a domain. `value` as typed;
 * what counts as the same goes by its kind.
 */
export interface Claim {
  readonly scope: string;
  readonly kind: string;
  readonly value: string;
}

export interface ClaimStanding {
  readonly holder: string;
  readonly state: 'pending' | 'held';
}

type Holding = Claim & { readonly holder: string };

/** `taken`: yours now, pending. `mine`: it was yours already. `held`: somebody else's. */
export interface TakenClaim {
  readonly outcome: 'taken' | 'mine' | 'held';
  readonly holder: string;
  /** Until when nobody else may have it; `abandon` knows the claim by it. */
  readonly until: Instant;
}

/**
 * Another holder took the claim over while it was pending, or its holder was erased: what rests on it may not go on.
 */
export class ClaimLost extends Error {
  override readonly name = 'ClaimLost';
  constructor(
    kind: string,
    readonly holder: string,
  ) {
    super(`The claim on this ${kind} belongs to ${holder} now`);
  }
}

/**
 * What counts as the same value, by kind. It is part of stored digests: what it gives for a value that was ever
 * accepted may not change.
 */
const comparable: ReadonlyMap<string, (value: string) => string> = new Map([
  ['email', comparableAddress],
  ['alias', comparableName],
]);
const inLowerCase = (value: string): string => value.trim().normalize('NFC').toLowerCase();

const PENDING = { minutes: 15 };
const ROUNDS = 10;

/**
 * Makes values unique without writing them anywhere: only a keyed digest is stored. Take (pending), append the event,
 * confirm; a pending claim that nobody stands behind can be taken over after 15 minutes (history.md §4). A holder that
 * was erased gets none.
 */
export class Claims {
  constructor(private readonly context: VaultContext & { readonly secrets: Secrets }) {}

  /**
   * Takes a value for `holder`; of any number who try at once exactly one gets it.
   * @param stillThere asked about the holder of an expired claim: do they exist? Without it nothing is taken over.
   * @param evenHeld a lasting claim, too, ends with its holder; otherwise only a pending one does
   * @throws KeyDestroyed when `holder` was erased and nobody else has the value for good
   */
  async take(
    claim: Holding,
    stillThere?: (holder: string) => Promise<boolean>,
    { evenHeld = false } = {},
  ): Promise<TakenClaim> {
    for (let round = 0; round < ROUNDS; round += 1) {
      const until = plus(this.context.clock(), PENDING);
      const inserted = await this.insert(claim, 'pending', until);
      if (inserted === 'written') return { outcome: 'taken', holder: claim.holder, until };
      const row = await this.row(claim);
      if (inserted === 'erased' && (!row || row.state === 'pending')) throw new KeyDestroyed(claim.scope, claim.holder);
      if (!row) continue;
      const mine = row.holder === claim.holder;
      if (row.state === 'held' && !evenHeld)
        return { outcome: mine ? 'mine' : 'held', holder: row.holder, until: row.until.toISOString() };
      const takesOver = !mine && (await this.isAbandoned(row, stillThere));
      const touched = takesOver
        ? await this.replace(claim, row)
        : await this.touch({ ...claim, holder: row.holder }, row.until, mine);
      if (touched !== undefined)
        return {
          outcome: mine ? 'mine' : takesOver ? 'taken' : 'held',
          holder: takesOver ? claim.holder : row.holder,
          until: touched,
        };
    }
    throw new Error(`The claim on a ${claim.kind} changed hands ${ROUNDS} times while it was being taken`);
  }

  /**
   * Gives up what `take` gave, when what it was for was refused. Not if anybody has reckoned with the claim since: who
   * takes it for the same holder, or is told who has it, may be about to confirm it.
   */
  async abandon(claim: Holding, { until }: Pick<TakenClaim, 'until'>): Promise<void> {
    await this.context.db
      .deleteFrom('claims')
      .where('scope', '=', claim.scope)
      .where('kind', '=', claim.kind)
      .where('digest', '=', this.digest(claim))
      .where('holder', '=', claim.holder)
      .where('state', '=', 'pending')
      .where('until', '=', new Date(until))
      .execute();
  }

  /** How many values somebody holds in a scope. */
  async countOf(scope: string, holder: string): Promise<number> {
    const { n } = await this.context.db
      .selectFrom('claims')
      .select(({ fn }) => fn.countAll().as('n'))
      .where('scope', '=', scope)
      .where('holder', '=', holder)
      .executeTakeFirstOrThrow();
    return Number(n);
  }

  /**
   * Makes a claim lasting; also writes one that is missing (a vault restored from before it), and may be repeated.
   * @throws ClaimLost when another holder has it, or its holder was erased
   */
  async confirm(claim: Holding): Promise<void> {
    if ((await this.insert(claim, 'held')) === 'written') return;
    const { numUpdatedRows } = await this.of(claim)
      .set({ state: 'held' })
      .where('holder', '=', claim.holder)
      .executeTakeFirst();
    if (numUpdatedRows === 1n) return;
    const row = await this.row(claim);
    if (row?.holder === claim.holder) return;
    throw new ClaimLost(claim.kind, row?.holder ?? 'nobody');
  }

  /**
   * Makes a value lastingly `holder`'s, whoever the vault says has it: for what the log proves after a restore. Nothing
   * becomes that of a holder that was erased.
   */
  async assign(claim: Holding): Promise<void> {
    if ((await this.insert(claim, 'held')) === 'there')
      await this.unlessErased(claim, (db) => this.of(claim, db).set({ holder: claim.holder, state: 'held' }).execute());
  }

  /** Gives up everything of this kind that `holder` has in the scope; may be repeated. */
  async release({ scope, kind, holder }: { scope: string; kind: string; holder: string }): Promise<void> {
    await this.context.db
      .deleteFrom('claims')
      .where('scope', '=', scope)
      .where('kind', '=', kind)
      .where('holder', '=', holder)
      .execute();
  }

  /** Gives up one value that `holder` has; may be repeated. */
  async giveUp(claim: Holding): Promise<void> {
    await this.context.db
      .deleteFrom('claims')
      .where('scope', '=', claim.scope)
      .where('kind', '=', claim.kind)
      .where('digest', '=', this.digest(claim))
      .where('holder', '=', claim.holder)
      .execute();
  }

  /** Whether `take` would give a value to somebody new now, by the same rules; nobody's claim is touched. */
  async isFree(
    claim: Claim,
    stillThere?: (holder: string) => Promise<boolean>,
    { evenHeld = false } = {},
  ): Promise<boolean> {
    const row = await this.row(claim);
    if (row === undefined) return true;
    return (row.state === 'pending' || evenHeld) && this.isAbandoned(row, stillThere);
  }

  /** Who has a value, if anybody. */
  async find(claim: Claim): Promise<ClaimStanding | undefined> {
    const row = await this.row(claim);
    return row && { holder: row.holder, state: row.state };
  }

  private async insert(
    claim: Holding,
    state: 'pending' | 'held',
    until = plus(this.context.clock(), PENDING),
  ): Promise<'written' | 'there' | 'erased'> {
    const { scope, kind, holder } = claim;
    const inserted = await this.unlessErased(claim, (db) =>
      db
        .insertInto('claims')
        .values({ scope, kind, digest: this.digest(claim), holder, state, until })
        .onConflict((conflict) => conflict.columns(['scope', 'kind', 'digest']).doNothing())
        .executeTakeFirst(),
    );
    if (inserted === 'erased') return inserted;
    return inserted.numInsertedOrUpdatedRows === 1n ? 'written' : 'there';
  }

  /** Whatever makes something a holder's is written here: an erasure of that holder is before it, or finds it. */
  private async unlessErased<T>(
    { scope, holder: subject }: Holding,
    write: (db: VaultDatabase) => Promise<T>,
  ): Promise<T | 'erased'> {
    return this.context.db.transaction().execute(async (transaction) => {
      await holdSubject(transaction, { scope, subject }, 'shared');
      const tombstone = await transaction
        .selectFrom('keys')
        .select('id')
        .where('scope', '=', scope)
        .where('subject', '=', subject)
        .where('destroyed_at', 'is not', null)
        .executeTakeFirst();
      return tombstone ? 'erased' : write(transaction);
    });
  }

  private async row(claim: Claim) {
    return this.context.db
      .selectFrom('claims')
      .select(['holder', 'state', 'until'])
      .where('scope', '=', claim.scope)
      .where('kind', '=', claim.kind)
      .where('digest', '=', this.digest(claim))
      .executeTakeFirst();
  }

  private async isAbandoned(
    row: { holder: string; until: Date },
    stillThere?: (holder: string) => Promise<boolean>,
  ): Promise<boolean> {
    // A claim that lapses later than one that is taken now was taken by a clock that ran ahead.
    const until = row.until.toISOString();
    const isPending = isWithin(this.context.clock(), { from: plus(until, { minutes: -PENDING.minutes }), until });
    return stillThere !== undefined && !isPending && !(await stillThere(row.holder));
  }

  /** Only if nobody was faster: the row must be as it was seen. */
  private async replace(
    claim: Holding,
    seen: { holder: string; state: ClaimStanding['state']; until: Date },
  ): Promise<Instant | undefined> {
    const until = plus(this.context.clock(), PENDING);
    const replaced = await this.unlessErased(claim, (db) =>
      this.of(claim, db)
        .set({ holder: claim.holder, state: 'pending', until })
        .where('state', '=', seen.state)
        .where('holder', '=', seen.holder)
        .where('until', '=', seen.until)
        .executeTakeFirst(),
    );
    return replaced !== 'erased' && replaced.numUpdatedRows === 1n ? until : undefined;
  }

  /**
   * Marks a claim as reckoned with: `until` is another one than before, and later by the whole time for its own holder.
   * undefined: it is somebody else's by now.
   */
  private async touch(claim: Holding, seen: Date, mine: boolean): Promise<Instant | undefined> {
    // lapsed: whoever had taken it gave it up long ago, or never will
    if (!mine && seen.toISOString() <= this.context.clock()) return seen.toISOString();
    const next = sql<string>`until + interval '1 millisecond'`;
    const until = mine ? sql<string>`greatest(${plus(this.context.clock(), PENDING)}::timestamptz, ${next})` : next;
    const touched = await this.of(claim)
      .set({ until })
      .where('holder', '=', claim.holder)
      .returning('until')
      .executeTakeFirst();
    return touched?.until.toISOString();
  }

  private of(claim: Claim, db = this.context.db) {
    return db
      .updateTable('claims')
      .where('scope', '=', claim.scope)
      .where('kind', '=', claim.kind)
      .where('digest', '=', this.digest(claim));
  }

  private digest({ scope, kind, value }: Claim): string {
    return this.context.secrets.hmac(
      'claim',
      JSON.stringify([scope, kind, (comparable.get(kind) ?? inLowerCase)(value)]),
    );
  }
}
