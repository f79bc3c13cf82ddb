import { sql, type Expression, type SqlBool } from 'kysely';

/** Of which workspaces somebody may see the things: of all, or of these only. */
export type WorkspaceScope = 'all' | ReadonlySet<string>;

/** Rows of the workspaces that somebody may see into. @param column where the row says its workspace */
export function inWorkspaces(column: string, scope: WorkspaceScope): Expression<SqlBool> {
  return scope === 'all' ? sql<SqlBool>`true` : sql<SqlBool>`${sql.ref(column)} = ANY (${[...scope]}::uuid[])`;
}

/** Of which bots somebody may see the things: of all, or of those in these workspaces and of these themselves. */
export type BotScope = 'all' | { readonly workspaces: ReadonlySet<string>; readonly bots: ReadonlySet<string> };

/** Rows of bots that somebody may see. @param table which says of each `bot_id` and `workspace_id` */
export function amongBots(table: string, scope: BotScope): Expression<SqlBool> {
  if (scope === 'all') return sql<SqlBool>`true`;
  const there = inWorkspaces(`${table}.workspace_id`, scope.workspaces);
  if (scope.bots.size === 0) return there;
  return sql<SqlBool>`(${there} OR ${sql.ref(`${table}.bot_id`)} = ANY (${[...scope.bots]}::uuid[]))`;
}
