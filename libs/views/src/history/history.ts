import { leafOf } from '@annals/proofs';
import { hash } from 'node:crypto';
import type { OwnedEvent } from '../definition/event';
import { log } from '../definition/tables';
import { view } from '../definition/view';

const columns = {
  sequence: 'int8',
  position: 'text',
  event_id: 'uuid',
  stream: 'text',
  revision: 'int8',
  type: 'text',
  at: 'instant',
  /** Bytes as stored, sealed parts included. */
  data: 'bytea',
  metadata: 'bytea',
  leaf: 'bytea',
} as const;

/**
 * Every event by organization, in order, with its bytes (history.md §6): replay, audit, time travel, proofs and export
 * read it. Nothing scans the log for one organization. Events of accounts have a table of their own, which only their
 * account can read.
 */
export const history = view({
  name: 'history',
  version: 1,
  sequence: true,
  tables: {
    history: log({ key: ['organization_id', 'sequence'], columns: { organization_id: 'uuid', ...columns } }),
    account_history: log({ key: ['account_id', 'sequence'], columns: { account_id: 'uuid', ...columns } }),
  },
  indexes: {
    history: [
      ['organization_id', 'event_id'],
      ['organization_id', 'at'],
    ],
  },
  every(t, e) {
    if (e.organization !== undefined) t.history.put({ organization_id: e.organization, ...entry(e) });
    if (e.account !== undefined) t.account_history.put({ account_id: e.account, ...entry(e) });
  },
});

const sha256 = (bytes: Uint8Array): Buffer => hash('sha256', bytes, 'buffer');

function entry(e: OwnedEvent) {
  const { data, metadata } = e.raw;
  return {
    sequence: e.sequence,
    position: String(e.position.commit),
    event_id: e.id,
    stream: e.stream,
    revision: e.revision,
    type: e.type,
    at: e.at,
    data,
    metadata,
    leaf: Buffer.from(leafOf(sha256, { ...e, raw: { data, metadata } })),
  };
}
