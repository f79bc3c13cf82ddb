/** Milliseconds that the vault waits for a connection, and for an answer of the database. */
export const CONNECT_WITHIN_MS = 5_000;
export const ANSWER_WITHIN_MS = 10_000;
