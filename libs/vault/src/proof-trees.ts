import type { Instant, Position } from '@annals/kernel';
import type { Completed, Node } from '@annals/proofs';
import { sql } from 'kysely';
import type { VaultContext } from './database';

/** An entry of an organization's history in its tree: which it is, from 0, and where its event is in the log. */
export interface Leaf {
  readonly organizationId: string;
  readonly index: number;
  readonly position: Position;
  readonly hash: Uint8Array;
}

/** Where in the log the trees end. */
export interface TreesEnd {
  readonly position: Position;
  /** The hash of the event there; undefined where it is one of the store's own. */
  readonly hash: Uint8Array | undefined;
}

/** What the trees of organizations gain by a piece of the log. */
export interface Growth {
  /** Where they end before it and after it. */
  readonly from: TreesEnd;
  readonly to: TreesEnd;
  readonly leaves: readonly Leaf[];
  /** The subtrees above leaves that became full. */
  readonly nodes: readonly (Completed & { readonly organizationId: string })[];
}

/** A tree with entries under no checkpoint. */
export interface UnsignedTree {
  readonly organizationId: string;
  readonly size: number;
  /** Of the last checkpoint; 0 where there is none. */
  readonly signedSize: number;
  readonly signedAt: Instant | undefined;
}

interface LeafRow {
  readonly organization_id: string;
  readonly n: string;
  readonly commit: string;
  readonly prepare: string;
  readonly hash: Buffer;
}

const leafOf = ({ organization_id, n, commit, prepare, hash }: LeafRow): Leaf => ({
  organizationId: organization_id,
  index: Number(n),
  position: { commit: BigInt(commit), prepare: BigInt(prepare) },
  hash,
});

const bytesOrNull = (hash: Uint8Array | undefined): Buffer | null => (hash === undefined ? null : Buffer.from(hash));

/** So long one worker keeps the trees alone; it takes them again and again meanwhile. */
const LEASE = { seconds: 30 };
const START: Position = { commit: -1n, prepare: -1n };

/**
 * The Merkle trees over the histories of all organizations (history.md §6): every complete subtree, so that a proof is
 * a few rows. Made of the log's own bytes, by whichever worker has the lease; they are made again from the log where
 * they are lost, and in no backup.
 */
export class ProofTrees {
  constructor(private readonly context: Pick<VaultContext, 'db' | 'clock'>) {}

  /** Where the trees end, for who has the lease now; undefined where somebody else has it. */
  async lease(holder: string): Promise<TreesEnd | undefined> {
    await sql`INSERT INTO vault.proof_walk (commit, prepare) VALUES (-1, -1) ON CONFLICT DO NOTHING`.execute(
      this.context.db,
    );
    const now = this.context.clock();
    const { rows } = await sql<{ commit: string; prepare: string; last: Buffer | null }>`
      UPDATE vault.proof_walk SET holder = ${holder}, leased_until = ${now}::timestamptz + make_interval(secs => ${LEASE.seconds})
      WHERE holder = ${holder} OR leased_until IS NULL OR leased_until < ${now}::timestamptz
      RETURNING commit, prepare, last`.execute(this.context.db);
    if (!rows[0]) return undefined;
    const { commit, prepare, last } = rows[0];
    return { position: { commit: BigInt(commit), prepare: BigInt(prepare) }, hash: last ?? undefined };
  }

  /** How many leaves trees have: all of them, or those of some organizations. */
  async sizes(organizationIds?: readonly string[]): Promise<ReadonlyMap<string, number>> {
    const asked =
      organizationIds === undefined ? sql`` : sql`WHERE organization_id = ANY (${[...organizationIds]}::uuid[])`;
    const { rows } = await sql<{ organization_id: string; size: string }>`
      SELECT organization_id, size FROM vault.proof_trees ${asked}`.execute(this.context.db);
    return new Map(rows.map(({ organization_id: id, size }) => [id, Number(size)]));
  }

  /** Adds what the trees gained. @returns false where they do not end where they were said to: nothing was added */
  async grow({ from, to, leaves, nodes }: Growth): Promise<boolean> {
    return this.context.db.transaction().execute(async (transaction) => {
      const { numAffectedRows } = await sql`
        UPDATE vault.proof_walk SET commit = ${to.position.commit}, prepare = ${to.position.prepare}, last = ${bytesOrNull(to.hash)}
        WHERE commit = ${from.position.commit} AND prepare = ${from.position.prepare}`.execute(transaction);
      if (numAffectedRows !== 1n) return false;
      if (leaves.length === 0) return true;
      await sql`INSERT INTO vault.proof_leaves (organization_id, n, commit, prepare, hash) SELECT * FROM unnest(
        ${leaves.map(({ organizationId }) => organizationId)}::uuid[], ${leaves.map(({ index }) => index)}::bigint[],
        ${leaves.map(({ position }) => String(position.commit))}::bigint[],
        ${leaves.map(({ position }) => String(position.prepare))}::bigint[],
        ${leaves.map(({ hash }) => Buffer.from(hash))}::bytea[])`.execute(transaction);
      await sql`INSERT INTO vault.proof_nodes (organization_id, level, n, hash) SELECT * FROM unnest(
        ${nodes.map(({ organizationId }) => organizationId)}::uuid[], ${nodes.map(({ level }) => level)}::smallint[],
        ${nodes.map(({ index }) => index)}::bigint[], ${nodes.map(({ hash }) => Buffer.from(hash))}::bytea[])`.execute(
        transaction,
      );
      const sizes = new Map(leaves.map(({ organizationId, index }) => [organizationId, index + 1]));
      // A tree that is made again goes on after what was signed of it.
      await sql`INSERT INTO vault.proof_trees (organization_id, size, signed_size, signed_at)
        SELECT grown.id, grown.size, coalesce(signed.size, 0), signed.signed_at
        FROM unnest(${[...sizes.keys()]}::uuid[], ${[...sizes.values()]}::bigint[]) AS grown (id, size)
        LEFT JOIN LATERAL (SELECT size, signed_at FROM vault.checkpoints WHERE organization_id = grown.id
          ORDER BY number DESC LIMIT 1) AS signed ON true
        ON CONFLICT (organization_id) DO UPDATE SET size = excluded.size`.execute(transaction);
      return true;
    });
  }

  /** The hashes of complete subtrees, in the order of the asked ones. @throws Error where the tree has not all of them */
  async nodes(organizationId: string, nodes: readonly Node[]): Promise<readonly Uint8Array[]> {
    if (nodes.length === 0) return [];
    const { rows } = await sql<{ hash: Buffer | null }>`
      SELECT coalesce(leaf.hash, node.hash) AS hash
      FROM unnest(${nodes.map(({ level }) => level)}::smallint[], ${nodes.map(({ index }) => index)}::bigint[])
        WITH ORDINALITY AS asked (level, n, place)
      LEFT JOIN vault.proof_leaves leaf ON asked.level = 0 AND leaf.organization_id = ${organizationId} AND leaf.n = asked.n
      LEFT JOIN vault.proof_nodes node ON node.organization_id = ${organizationId} AND node.level = asked.level AND node.n = asked.n
      ORDER BY asked.place`.execute(this.context.db);
    return rows.map(({ hash }) => {
      if (hash === null) throw new Error(`The tree of organization ${organizationId} is not whole`);
      return hash;
    });
  }

  /** The leaves of entries by their numbers, which begin with 1; those that the tree has. */
  async leavesOf(organizationId: string, sequences: readonly number[]): Promise<ReadonlyMap<number, Buffer>> {
    const { rows } = await sql<{ n: string; hash: Buffer }>`SELECT n, hash FROM vault.proof_leaves
      WHERE organization_id = ${organizationId} AND n = ANY (${sequences.map((one) => one - 1)}::bigint[])`.execute(
      this.context.db,
    );
    return new Map(rows.map(({ n, hash }) => [Number(n) + 1, hash]));
  }

  /** The hashes of leaves, in the order of the asked ones; undefined for those that are not there. */
  async leavesAt(asked: readonly Pick<Leaf, 'organizationId' | 'index'>[]): Promise<readonly (Buffer | undefined)[]> {
    if (asked.length === 0) return [];
    const { rows } = await sql<{ hash: Buffer | null }>`SELECT leaf.hash
      FROM unnest(${asked.map(({ organizationId }) => organizationId)}::uuid[], ${asked.map(({ index }) => index)}::bigint[])
        WITH ORDINALITY AS asked (id, n, place)
      LEFT JOIN vault.proof_leaves leaf ON leaf.organization_id = asked.id AND leaf.n = asked.n ORDER BY place`.execute(
      this.context.db,
    );
    return rows.map(({ hash }) => hash ?? undefined);
  }

  /** The first leaf behind a place in the log. */
  async firstBehind(after: Position | undefined): Promise<Leaf | undefined> {
    const { commit, prepare } = after ?? START;
    const { rows } = await sql<LeafRow>`
      SELECT organization_id, n, commit, prepare, hash FROM vault.proof_leaves
      WHERE (commit, prepare) > (${commit}, ${prepare}) ORDER BY commit, prepare LIMIT 1`.execute(this.context.db);
    return rows[0] && leafOf(rows[0]);
  }

  /** Which trees have grown since they were last signed: by so many entries, or before an instant. */
  async unsigned({
    entries,
    before,
  }: {
    readonly entries: number;
    readonly before: Instant;
  }): Promise<readonly UnsignedTree[]> {
    const { rows } = await sql<{ organization_id: string; size: string; signed_size: string; signed_at: Date | null }>`
      SELECT organization_id, size, signed_size, signed_at FROM vault.proof_trees
      WHERE size > signed_size AND (size - signed_size >= ${entries} OR signed_at IS NULL OR signed_at <= ${before}::timestamptz)
      LIMIT 1000`.execute(this.context.db);
    return rows.map((row) => ({
      organizationId: row.organization_id,
      size: Number(row.size),
      signedSize: Number(row.signed_size),
      signedAt: row.signed_at?.toISOString(),
    }));
  }

  /** What is new was compared with the log now; `whole`: all of it was. */
  async checked({ whole }: { readonly whole: boolean }): Promise<void> {
    const now = this.context.clock();
    await sql`UPDATE vault.proof_walk SET checked_at = ${now}::timestamptz,
      walked_at = CASE WHEN ${whole} THEN ${now}::timestamptz ELSE walked_at END`.execute(this.context.db);
  }

  /** How far the log was compared with its trees, and when. */
  async walk(): Promise<{ readonly checkedAt: Instant | undefined; readonly walkedAt: Instant | undefined }> {
    const { rows } = await sql<{ checked_at: Date | null; walked_at: Date | null }>`
      SELECT checked_at, walked_at FROM vault.proof_walk`.execute(this.context.db);
    return { checkedAt: rows[0]?.checked_at?.toISOString(), walkedAt: rows[0]?.walked_at?.toISOString() };
  }
}
