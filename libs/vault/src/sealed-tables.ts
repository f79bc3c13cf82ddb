/** Tables whose rows go with the key that they are sealed with. */
export const sealedTables = ['snapshots', 'payloads', 'knowledge_passages', 'knowledge_vectors'] as const;
