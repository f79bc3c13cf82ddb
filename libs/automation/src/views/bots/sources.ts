import { botsWith, type QueryContext } from '@annals/platform';
import { amongBots, type ViewDb } from '@annals/views';
import type { bots } from './bots.view';

interface Copy {
  readonly copied_from: string | null;
}

/** The bots that these are copies of, as far as who asks sees them. */
export async function sourcesOf(
  db: ViewDb<typeof bots>,
  { organizationId, context }: { readonly organizationId: string; readonly context: QueryContext },
  copies: readonly Copy[],
): Promise<ReadonlyMap<string, { readonly botId: string; readonly name: string }>> {
  const ids = [...new Set(copies.flatMap(({ copied_from }) => copied_from ?? []))];
  if (ids.length === 0) return new Map();
  const found = await db
    .selectFrom('bots')
    .select(['bot_id', 'name'])
    .where('organization_id', '=', organizationId)
    .where('bot_id', 'in', ids)
    .where(amongBots('bots', botsWith(context, 'bots:read')))
    .execute();
  return new Map(found.map(({ bot_id, name }) => [bot_id, { botId: bot_id, name: name ?? '[erased]' }]));
}
