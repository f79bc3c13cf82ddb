import type { DeleteResult, Transaction } from 'kysely';
import type { VaultContext, VaultTables } from './database';

/** What is looked through for somebody, piece by piece: what names them is deleted, and counted in the same moment. */
export interface Forgetting {
  readonly isNaming: (text: string) => boolean;
  readonly note: (transaction: Transaction<VaultTables>, count: number) => Promise<void>;
}

interface Piece<Id> {
  readonly id: Id;
  readonly text: string;
}

interface Through<Id> {
  /** The next pieces behind one, in a fixed order; none at the end. */
  readonly next: (after: Id | undefined) => Promise<readonly Piece<Id>[]>;
  /** How many there still were: another process may be at it, too. */
  readonly remove: (transaction: Parameters<Forgetting['note']>[0], ids: readonly Id[]) => Promise<DeleteResult>;
}

/** Goes through all pieces, so that memory holds a few; those that name somebody are removed and counted in one. */
export async function throughRows<Id>(
  db: VaultContext['db'],
  { next, remove }: Through<Id>,
  { isNaming, note }: Forgetting,
): Promise<void> {
  for (let pieces = await next(undefined); pieces.length > 0; pieces = await next(pieces.at(-1)?.id)) {
    const naming = pieces.filter(({ text }) => isNaming(text)).map(({ id }) => id);
    if (naming.length === 0) continue;
    await db.transaction().execute(async (transaction) => {
      const { numDeletedRows } = await remove(transaction, naming);
      await note(transaction, Number(numDeletedRows));
    });
  }
}
