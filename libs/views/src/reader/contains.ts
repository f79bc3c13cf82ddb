import { sql, type Expression, type ExpressionBuilder, type SqlBool, type StringReference } from 'kysely';

/**
 * Rows that have the text in one of the columns, in capitals or not; all rows where nothing is looked for. What is a
 * wild card to SQL is a letter here.
 */
export function contains<DB, TB extends keyof DB>(
  row: ExpressionBuilder<DB, TB>,
  columns: readonly StringReference<DB, TB>[],
  text: string | undefined,
): Expression<SqlBool> {
  const part = text?.trim() ?? '';
  if (part === '') return row.and([]);
  const like = `%${part.replace(/[\\%_]/g, (wild) => `\\${wild}`)}%`;
  return row.or(columns.map((column) => sql<SqlBool>`${sql.ref(column)} ILIKE ${like}`));
}
