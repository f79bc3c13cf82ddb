import { refused } from '@annals/contracts';
import { Vault, type RateLimit } from '@annals/vault';
import { Injectable } from '@nestjs/common';
import { Workspaces } from '../fleet/workspaces.port';
import { KnowledgeDirectory } from './knowledge-directory.service';

/** For each bot, and each person who tries. */
const SEARCHES: RateLimit = { name: 'knowledge-search', times: 600, seconds: 60 };

interface Asked {
  readonly organizationId: string;
  readonly question: string;
  readonly limit: number;
}

/** Who asks, where, and whose sources count: those that a bot keeps to, or all that the workspace may read. */
interface Asker {
  readonly workspaceId: string;
  readonly botId?: string | undefined;
  /** Nothing else is looked through. */
  readonly only?: string | undefined;
  /** Whose questions are counted. */
  readonly actor: string;
}

/** D8: finds passages in what a workspace may read, as it is this moment. */
@Injectable()
export class PassageSearch {
  constructor(
    private readonly vault: Vault,
    private readonly directory: KnowledgeDirectory,
    private readonly workspaces: Workspaces,
  ) {}

  /** @throws Refused RATE_LIMITED, WORKSPACE_NOT_FOUND, WORKSPACE_ARCHIVED */
  async find({ organizationId, question, limit }: Asked, { workspaceId, botId, only, actor }: Asker) {
    const wait = await this.vault.rateLimits.spend([{ limit: SEARCHES, of: `${organizationId} ${actor}` }]);
    if (wait !== undefined) throw refused('RATE_LIMITED', { retryAfter: wait });
    await this.workspaces.mustBeActive(organizationId, workspaceId);
    const { attached } = await this.directory.of(organizationId, workspaceId);
    const kept = botId === undefined ? undefined : attached.get(botId);
    const sources = (await this.directory.readable(organizationId, workspaceId)).filter(
      ({ sourceId }) => (kept === undefined || kept.includes(sourceId)) && (only ?? sourceId) === sourceId,
    );
    const readings = sources.flatMap(({ sourceId, used }) => (used ? { sourceId, syncId: used.syncId } : []));
    const among = sources.reduce((sum, { used }) => sum + (used?.passages ?? 0), 0);
    const searched = { organizationId, readings, shelves: [workspaceId, organizationId], among };
    const found = await this.vault.passageFinder.byWords(searched, question, limit);
    const names = new Map(sources.map(({ sourceId, name }) => [sourceId, name]));
    const passages = found.map(({ sourceId, text, page, heading, address, rank }) => ({
      sourceId,
      sourceName: names.get(sourceId) ?? '',
      page: page ?? null,
      heading: heading ?? null,
      address: address ?? null,
      text,
      rank,
    }));
    return { passages, searched: among };
  }
}
