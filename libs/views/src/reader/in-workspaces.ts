import { sql, type Expression, type SqlBool } from 'kysely';

/** Of which workspaces somebody may see the things: of all, or of these only. */
export type WorkspaceScope = 'all' | ReadonlySet<string>;

/** Rows of the workspaces that somebody may see into. @param column where the row says its workspace */
export function inWorkspaces(column: string, scope: WorkspaceScope): Expression<SqlBool> {
  return scope === 'all' ? sql<SqlBool>`true` : sql<SqlBool>`${sql.ref(column)} = ANY (${[...scope]}::uuid[])`;
}
