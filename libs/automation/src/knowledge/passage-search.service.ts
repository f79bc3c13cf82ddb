import { refused } from '@annals/contracts';
import { Vault, type RateLimit, type Searched } from '@annals/vault';
import { Injectable } from '@nestjs/common';
import { Workspaces } from '../fleet/workspaces.port';
import { fused } from '../meaning/fused';
import { Meaning } from '../meaning/meaning.service';
import type { Source } from './knowledge';
import { KnowledgeDirectory } from './knowledge-directory.service';

/** For each bot, and each person who tries. */
const SEARCHES: RateLimit = { name: 'knowledge-search', times: 600, seconds: 60 };

/** So many of each order are looked at to make one of both. */
const CONSIDERED = 50;

type Used = NonNullable<Source['used']>;

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
    private readonly meaning: Meaning,
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
    const used = sources.flatMap((source) => source.used ?? []);
    const { found, by } = await this.best(searched, { organizationId, question, limit }, used);
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
    return { passages, searched: among, by };
  }

  /**
   * By words and by meaning, each as good as the other; by words alone where they are quoted or there is no meaning.
   */
  private async best(searched: Searched, asked: Asked, used: readonly Used[]) {
    const { organizationId, question, limit } = asked;
    const finder = this.vault.passageFinder;
    const near = finder.isQuoted(question)
      ? undefined
      : await this.meaning.nearest({ ...asked, limit: CONSIDERED }, used);
    if (near === undefined) return { found: await finder.byWords(searched, question, limit), by: 'words' };
    const words = await finder.candidates(searched, question, { limit: CONSIDERED });
    const found = await finder.open(organizationId, fused([words, near], limit));
    return { found, by: 'words_and_meaning' };
  }
}
