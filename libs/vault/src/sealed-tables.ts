/** Tables whose rows go with the key that they are sealed with. */
export const sealedTables = ['snapshots', 'payloads', 'knowledge_passages', 'knowledge_vectors'] as const;

/**
 * Where rows go or lose something when somebody is erased: versions of them from before are in the database until it is
 * vacuumed, that of a wrapped key, too.
 */
export const tablesThatForget: readonly string[] = [
  'keys',
  'claims',
  'invited_addresses',
  'mailbox',
  'idempotency',
  'run_logs',
  ...sealedTables,
].map((table) => `vault.${table}`);
