import { routes } from '@annals/contracts';
import type { BotApi } from '../bot/bot-api';
import type { Source } from './replay';

/** So many entries are asked for at a time. */
const PAGE = 200;

/** An organization of an installation that runs, read over HTTP with a key. */
export function liveSource(api: BotApi, organizationId: string, stopping: AbortSignal): Source {
  return {
    async read(after, { from, to }) {
      const asked = { organizationId, after, limit: PAGE, ...(from && { from }), ...(to && { to }) };
      const { items, next, last } = await api.ask(routes.audit.replayAudit, asked, stopping);
      return { items, more: next !== null, last };
    },
  };
}
