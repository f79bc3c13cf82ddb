import type { Config } from '@annals/config';
import { knowledgeLimits, type SyncFailure } from '@annals/contracts';
import { EventStore, uuidV5 } from '@annals/eventstore';
import { fromMilliseconds, plus, type Frozen, type Instant } from '@annals/kernel';
import { command, CONFIG } from '@annals/platform';
import { Vault, type SourceRead } from '@annals/vault';
import { Inject, Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { completeSync } from '../commands/complete-sync/complete-sync';
import { failSync } from '../commands/fail-sync/fail-sync';
import { charactersIn, knowledge, ofWorkspace, shelfOf, type Knowledge, type Source } from '../knowledge/knowledge';
import { KeptKnowledge, contentKind } from '../knowledge/kept-knowledge.service';
import { Extractor } from './extractor.service';
import { ReadingFailed, Website, type Read } from './website.service';

export const CompleteSync = command('CompleteSync', knowledge, ofWorkspace, completeSync);
export const FailSync = command('FailSync', knowledge, ofWorkspace, failSync);

/** So long whoever reads a source has it alone, unless it says more. */
export const READ_LEASE = { seconds: 30 };
const TOLD_EVERY_MS = 2_000;
/** A reading that died so often is not begun again. */
const MOST_TRIES = 3;
/** So long one try may take, however long it waited before. */
const MOST_MS = 30 * 60_000;
/** Ten times as many as 1,000,000 characters of ordinary text have. */
const MOST_PASSAGES = 10_000;
/** An organization that stands still, or a workspace that is archived, is looked at again then. */
const RESTS = { seconds: 60 };

const clock = (): Instant => fromMilliseconds(Date.now());

/**
 * Reads a source from its beginning to its one end. Who dies in the middle is followed by another one; what the stream
 * says has ended is read no further.
 */
@Injectable()
export class SourceReader {
  constructor(
    private readonly store: EventStore,
    private readonly vault: Vault,
    private readonly commands: CommandBus,
    private readonly kept: KeptKnowledge,
    @Inject(CONFIG) private readonly config: Pick<Config, 'knowledgeHosts'>,
  ) {}

  async read(read: SourceRead, ending: AbortSignal): Promise<void> {
    const { state } = await this.store.state({ stream: knowledge, id: ofWorkspace(read) }, 0);
    const source = state.sources.get(read.sourceId);
    if (source?.open !== read.syncId) return this.kept.settle(read);
    if (await this.kept.standsStill(read)) return this.vault.sourceReads.postpone(read, plus(clock(), RESTS));
    if (read.tries > MOST_TRIES) return this.fail(read, 'INTERRUPTED');
    await this.begin(read, { source, state }, ending);
  }

  private async begin(
    read: SourceRead,
    { source, state }: { readonly source: Frozen<Source>; readonly state: Frozen<Knowledge> },
    ending: AbortSignal,
  ): Promise<void> {
    const stopped = new AbortController();
    const late = AbortSignal.timeout(MOST_MS);
    const progress = { done: 0, known: 0 };
    const telling = setInterval(() => {
      void this.vault.sourceReads
        .renew(read, plus(clock(), READ_LEASE), progress)
        .then(async (isGoing) => {
          if (!isGoing) stopped.abort();
          await this.vault.presence.tell({ organizationId: read.organizationId, of: 'knowledge' });
        })
        .catch(() => undefined); // the lease ends by itself
    }, TOLD_EVERY_MS);
    const extractor = new Extractor();
    const signal = AbortSignal.any([ending, stopped.signal, late]);
    const tell = (done: number, known: number): void => void Object.assign(progress, { done, known });
    try {
      const room = knowledgeLimits.characters - charactersIn(state, source.sourceId);
      await this.complete(
        read,
        shelfOf(read, source),
        await this.content(read, source, { room, signal, extractor, tell }),
      );
    } catch (error) {
      if (stopped.signal.aborted) return;
      // Whoever comes next goes on at once, and this was no try: nothing went wrong with it.
      if (ending.aborted) return await this.vault.sourceReads.postpone(read, clock());
      if (late.aborted) return await this.fail(read, 'TOO_LONG');
      if (!(error instanceof ReadingFailed)) throw error;
      await this.fail(read, error.code, error.detail);
    } finally {
      clearInterval(telling);
      extractor.close();
    }
  }

  private async content(
    { organizationId, sourceId }: SourceRead,
    source: Frozen<Source>,
    going: {
      readonly room: number;
      readonly signal: AbortSignal;
      readonly extractor: Extractor;
      readonly tell: (done: number, known: number) => void;
    },
  ): Promise<Read> {
    const { room, signal, extractor } = going;
    if (source.address !== undefined) {
      const allowedHosts = this.config.knowledgeHosts;
      return new Website({ address: source.address, levels: source.levels ?? 1, allowedHosts, room }, going).read();
    }
    const payload = { organizationId, kind: contentKind(sourceId), digest: source.content ?? '' };
    const bytes = await this.vault.payloads.read(payload);
    if (bytes === undefined) throw new ReadingFailed('CONTENT_MISSING');
    const media = source.media as 'text' | 'markdown' | 'html' | 'pdf';
    const extraction = await extractor.extract({ media, bytes }, signal);
    if ('failed' in extraction) throw new ReadingFailed(extraction.failed);
    const { passages, characters } = extraction.found;
    return { passages, characters, pages: passages.reduce((last, { page = 1 }) => Math.max(last, page), 1), missed: 0 };
  }

  private async complete(
    read: SourceRead,
    shelf: string,
    { passages, characters, pages, missed }: Read,
  ): Promise<void> {
    if (passages.length === 0) throw new ReadingFailed('EMPTY');
    if (passages.length > MOST_PASSAGES) throw new ReadingFailed('TOO_LARGE');
    const { organizationId, workspaceId, sourceId, syncId } = read;
    const digest = await this.vault.passages.put({ organizationId, sourceId, syncId }, shelf, passages);
    if (digest === undefined) return this.kept.settle(read);
    const body = {
      organizationId,
      workspaceId,
      sourceId,
      syncId,
      characters,
      passages: passages.length,
      pages,
      missed,
    };
    await this.commands.execute(new CompleteSync.Command({ ...body, digest }, contextOf(syncId)));
    await this.kept.settle(read);
  }

  private async fail(read: SourceRead, code: SyncFailure, detail?: string): Promise<void> {
    const { organizationId, workspaceId, sourceId, syncId } = read;
    const body = { organizationId, workspaceId, sourceId, syncId, code, detail };
    await this.commands.execute(new FailSync.Command(body, contextOf(syncId)));
    await this.kept.settle(read);
  }
}

/** The end of a reading is one command, whoever comes to it. */
function contextOf(syncId: string) {
  const commandId = uuidV5(syncId, 'end');
  return { commandId, actor: 'system:knowledge', correlationId: syncId } as const;
}
