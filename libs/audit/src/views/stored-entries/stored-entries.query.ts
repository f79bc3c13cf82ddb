import { routes, type AnswerOf, type AskedOf } from '@annals/contracts';
import { onlyNow, query, serve } from '@annals/platform';
import { ascending, history, key, pageOf, type ViewDb } from '@annals/views';
import type { Vault } from '@annals/vault';
import { z } from 'zod';

type ListRoute = typeof routes.audit.listStoredEntries;

const oldestFirst = ascending(key('history.sequence', z.int()));

/** Entries with their bytes as stored, the oldest first. */
async function listStoredEntries(
  db: ViewDb<typeof history>,
  { organizationId, after = 0, ...paging }: AskedOf<ListRoute>,
) {
  const found = db
    .selectFrom('history')
    .select(['sequence', 'event_id', 'stream', 'revision', 'type', 'data', 'metadata'])
    .where('organization_id', '=', organizationId)
    .where('sequence', '>', after);
  return pageOf(found, oldestFirst, paging);
}

/** Adds what each was when it came into the tree: where it is not that any more, its place is known. */
async function withLeaves(
  { rows, next }: Awaited<ReturnType<typeof listStoredEntries>>,
  { organizationId }: AskedOf<ListRoute>,
  vault: Vault | undefined,
): Promise<AnswerOf<ListRoute>> {
  const sequences = rows.map(({ sequence }) => sequence);
  const leaves = await onlyNow(vault).proofTrees.leavesOf(organizationId, sequences);
  const items = rows.map(({ sequence, event_id, stream, revision, type, data, metadata }) => ({
    ...{ sequence, id: event_id, stream, revision, type },
    data: Buffer.from(data).toString('base64'),
    metadata: Buffer.from(metadata).toString('base64'),
    leaf: leaves.get(sequence)?.toString('base64') ?? null,
  }));
  return { items, next };
}

export const ListStoredEntries = query('ListStoredEntries', history, listStoredEntries, withLeaves);

export const ListStoredEntriesController = serve(routes.audit.listStoredEntries, ListStoredEntries);
