import { DatabaseError } from 'pg';

/**
 * Whether Postgres could not store a statement for want of room (full disk, failing disk, no memory): it was rolled
 * back, and the session goes on.
 */
export function isNoRoom(error: unknown): error is DatabaseError {
  return (
    error instanceof DatabaseError &&
    error.severity === 'ERROR' &&
    (error.code?.startsWith('53') === true || error.code?.startsWith('58') === true)
  );
}
