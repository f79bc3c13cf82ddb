import {
  knowledgeLimits,
  refused,
  type EventOf,
  type KnowledgeEvent,
  type knowledgeSourceAdded,
} from '@annals/contracts';
import type { Frozen, Instant, Seen, Stream } from '@annals/kernel';

/** Which workspace's knowledge a command is about. */
export const ofWorkspace = (of: { readonly organizationId: string; readonly workspaceId: string }) =>
  [of.organizationId, of.workspaceId] as const;

/** Something that bots of a workspace may read. Words of another release stay as they are. */
export interface Source {
  readonly sourceId: string;
  readonly kind: string;
  readonly media: string;
  readonly name: string;
  /** Of a website. */
  readonly address: string | undefined;
  readonly levels: number | undefined;
  /** Digest of what somebody brought, as it lies in the vault. */
  readonly content: string | undefined;
  /** What is used: how much of which reading. */
  readonly used: { readonly syncId: string; readonly characters: number; readonly passages: number } | undefined;
  /** The reading that goes on. */
  readonly open: string | undefined;
  readonly isShared: boolean;
  /** How often it is read by itself, and since when that counts. */
  readonly every: string;
  readonly from: Instant | undefined;
}

/** Stream `knowledge-{organizationId}.{workspaceId}` (history.md §1): its limits are spent here. */
export interface Knowledge {
  readonly sources: Map<string, Source>;
  /**
   * Bot → the sources that it keeps to, until somebody detaches it. Some of them may be shared by other workspaces,
   * some are gone: a bot never gets to read more because a source is removed.
   */
  readonly attached: Map<string, string[]>;
}

const added = ({ data, text }: Seen<EventOf<typeof knowledgeSourceAdded>>): Source => ({
  sourceId: data.sourceId,
  kind: data.kind,
  media: data.media,
  name: text.name,
  address: text.address,
  levels: data.levels,
  content: data.content,
  used: undefined,
  open: undefined,
  isShared: false,
  every: 'never',
  from: undefined,
});

function change({ sources }: Knowledge, sourceId: string, to: Partial<Source>): void {
  const source = sources.get(sourceId);
  if (source) sources.set(sourceId, { ...source, ...to });
}

function detach({ attached }: Knowledge, sourceId: string, botId: string): void {
  const kept = (attached.get(botId) ?? []).filter((each) => each !== sourceId);
  if (kept.length === 0) attached.delete(botId);
  else attached.set(botId, kept);
}

export const knowledge: Stream<Knowledge, KnowledgeEvent> = {
  category: 'knowledge',
  initial: () => ({ sources: new Map(), attached: new Map() }),
  evolve: {
    KnowledgeSourceAdded: (k, event) => {
      k.sources.set(event.data.sourceId, added(event));
    },
    KnowledgeSourceReplaced: (k, { data: { sourceId, media, content }, text }) =>
      change(k, sourceId, { media, content, name: text.name }),
    KnowledgeSourceRemoved: (k, { data: { sourceId } }) => {
      k.sources.delete(sourceId);
    },
    KnowledgeSourceShared: (k, { data }) => change(k, data.sourceId, { isShared: true }),
    KnowledgeSourceUnshared: (k, { data }) => change(k, data.sourceId, { isShared: false }),
    SyncStarted: (k, { data: { sourceId, syncId } }) => change(k, sourceId, { open: syncId }),
    SyncCompleted: (k, { data: { sourceId, syncId, characters, passages } }) =>
      change(k, sourceId, { open: undefined, used: { syncId, characters, passages } }),
    SyncFailed: (k, { data }) => change(k, data.sourceId, { open: undefined }),
    SyncScheduled: (k, { data: { sourceId, every, from } }) => change(k, sourceId, { every, from }),
    KnowledgeAttached: (k, { data: { botId, sourceId } }) => {
      k.attached.set(botId, [...(k.attached.get(botId) ?? []), sourceId]);
    },
    KnowledgeDetached: (k, { data: { botId, sourceId } }) => detach(k, sourceId, botId),
  },
};

/** @throws Refused SOURCE_NOT_FOUND */
export function mustHaveSource({ sources }: Frozen<Knowledge>, sourceId: string): Frozen<Source> {
  const source = sources.get(sourceId);
  if (!source) throw refused('SOURCE_NOT_FOUND');
  return source;
}

export const isWebsite = ({ kind }: Pick<Source, 'kind'>): boolean => kind === 'website';

/** What others read too stands on a shelf of all, so that they look nowhere else; the rest on that of its workspace. */
export const shelfOf = (
  of: { readonly organizationId: string; readonly workspaceId: string },
  { isShared }: Pick<Source, 'isShared'>,
): string => (isShared ? of.organizationId : of.workspaceId);

/** Characters that are used, of all sources or of all but one. */
export const charactersIn = ({ sources }: Frozen<Knowledge>, but?: string): number =>
  [...sources.values()].reduce((sum, { sourceId, used }) => sum + (sourceId === but ? 0 : (used?.characters ?? 0)), 0);

/** @throws Refused KNOWLEDGE_LIMIT with what is full */
export function mustBeBelow(of: keyof typeof knowledgeLimits, current: number): void {
  const limit = knowledgeLimits[of];
  if (current >= limit) throw refused('KNOWLEDGE_LIMIT', { of, limit, current });
}

/** D8: room for one source more. @throws Refused KNOWLEDGE_LIMIT */
export function mustHaveRoom(state: Frozen<Knowledge>, asked: Pick<Source, 'kind'>): void {
  const alike = [...state.sources.values()].filter((each) => isWebsite(each) === isWebsite(asked));
  mustBeBelow(isWebsite(asked) ? 'websites' : 'files', alike.length);
  mustBeBelow('characters', charactersIn(state));
  mustReadFew(state, asked);
}

/** D8: texts and files are read few at once. @throws Refused KNOWLEDGE_LIMIT */
export function mustReadFew({ sources }: Frozen<Knowledge>, asked: Pick<Source, 'kind'>): void {
  if (isWebsite(asked)) return;
  mustBeBelow('reading', [...sources.values()].filter((each) => !isWebsite(each) && each.open !== undefined).length);
}

/** @throws Refused SYNC_ALREADY_RUNNING */
export function mustRest({ open }: Frozen<Source>): void {
  if (open !== undefined) throw refused('SYNC_ALREADY_RUNNING');
}
