import { z } from 'zod';
import { code, effect, id, instant, line, page, paged, reason, search, word } from '../../words';

export const KnowledgeParams = z.object({ organizationId: id, workspaceId: id });
export const SourceParams = z.object({ organizationId: id, workspaceId: id, sourceId: id });

/** What a source is: typed in, a file that somebody brought, or a website that is read page by page. */
export const sourceKind = z.enum(['text', 'file', 'website']);
export type SourceKind = z.output<typeof sourceKind>;
/** What can be read. */
export const readableMedia = z.enum(['text', 'markdown', 'html', 'pdf']);
export type ReadableMedia = z.output<typeof readableMedia>;

/**
 * D8: what a workspace may hold. Texts count as files. `reading`: so many texts and files are read at once; `attached`: so
 * many sources a bot keeps to; `shared`: so many each workspace shares with the organization.
 */
export const knowledgeLimits = {
  files: 50,
  websites: 20,
  characters: 1_000_000,
  reading: 5,
  attached: 50,
  shared: 50,
} as const;
/** So large a file may be. In base64 it takes a third more, beside the rest of the body. */
export const KNOWLEDGE_FILE_BYTES = 10 * 1024 * 1024;
const BASE64_CHARACTERS = Math.ceil(KNOWLEDGE_FILE_BYTES / 3) * 4;
/** So large the body with a file may be. */
export const KNOWLEDGE_BODY_BYTES = BASE64_CHARACTERS + 64 * 1024;
/** A text that is longer than a workspace may hold is none that it could ever hold. */
const TEXT_CHARACTERS = 250_000;

/** Why a source was read. */
export const syncCause = z.enum(['added', 'replaced', 'hand', 'schedule']);
/** Why reading a source came to nothing. */
export const syncFailure = z.enum([
  'UNREADABLE',
  'PASSWORD',
  'EMPTY',
  'TOO_LARGE',
  'TOO_LONG',
  'UNREACHABLE',
  'URL_NOT_ALLOWED',
  'ROBOTS',
  'LIMIT',
  'CONTENT_MISSING',
  'INTERRUPTED',
  'STOPPED',
]);
export type SyncFailure = z.output<typeof syncFailure>;
/** How often a website is read again by itself. */
export const syncEvery = z.enum(['never', 'day', 'week']);
export type SyncEvery = z.output<typeof syncEvery>;

const name = line(1, 120);
/** What is no address that may be asked is refused by a code of its own. */
const address = z.string().trim().min(1).max(2_000).meta({ example: 'https://help.example.org/' });

/** POST …/knowledge/texts */
export const AddText = z
  .strictObject({ name, text: z.string().min(1).max(TEXT_CHARACTERS).meta({ example: 'Returns take 14 days.' }) })
  .meta({ id: 'AddKnowledgeText' });
const content = z.base64().max(BASE64_CHARACTERS).meta({ example: 'UmV0dXJucyB0YWtlIDE0IGRheXMu' });
/** POST …/knowledge/files: what it is says its content, and of plain texts its name. */
export const AddFile = z
  .strictObject({ name: name.meta({ example: 'returns.txt' }), content })
  .meta({ id: 'AddKnowledgeFile' });
/** POST …/knowledge/websites */
export const AddWebsite = z
  .strictObject({ name: name.optional(), address, levels: z.int().min(1).max(3).default(2) })
  .meta({ id: 'AddKnowledgeWebsite' });
/** POST …/replace: another file or text in place of the one that is there. */
export const ReplaceSource = z
  .strictObject({ name: name.meta({ example: 'returns.txt' }), content, reason })
  .meta({ id: 'ReplaceKnowledgeSource' });
export const ChangeSource = z.strictObject({ reason }).meta({ id: 'ChangeKnowledgeSource' });
export const ScheduleSync = z.strictObject({ every: syncEvery, reason }).meta({ id: 'ScheduleKnowledgeSync' });
export const AttachSource = z.strictObject({ botId: id }).meta({ id: 'AttachKnowledge' });

export const SourceEffect = z.object({ sourceId: id, ...effect }).meta({ id: 'KnowledgeSourceEffect' });

/**
 * `waiting` and `reading`: for the first time, or after its content was replaced; `ready`: what was read is used; `failed`:
 * nothing of it is used; `missing`: what was read is not here, as after a restore, and has to be read again.
 */
export const sourceState = z.enum(['failed', 'missing', 'reading', 'waiting', 'ready']);
export type SourceState = z.output<typeof sourceState>;

const keepers = z.array(z.object({ botId: id, name: z.string() })).max(100);
export const KnowledgeSource = z
  .object({
    sourceId: id,
    /** Where it is kept: of one that is shared, another workspace perhaps. */
    workspaceId: id,
    kind: word<string>(sourceKind.options),
    media: word<string>(readableMedia.options),
    name: z.string(),
    address: z.string().nullable(),
    levels: z.int().nullable(),
    bytes: z.int().nullable(),
    state: sourceState,
    /** How the last reading ended, where it came to nothing; what was read before may still be used. */
    failure: z
      .object({ code: code<string>(syncFailure.options), detail: z.string().nullable(), at: instant })
      .nullable(),
    /** It is read at this moment, or about to be: so many pages of those that are known. */
    sync: z.object({ syncId: id, since: instant, done: z.int(), known: z.int() }).nullable(),
    characters: z.int().nullable(),
    passages: z.int().nullable(),
    pages: z.int().nullable(),
    /** Pages that could not be read. */
    missed: z.int().nullable(),
    readAt: instant.nullable(),
    every: word<string>(syncEvery.options),
    nextAt: instant.nullable(),
    isShared: z.boolean(),
    /** Bots that keep to it. */
    bots: keepers,
    addedAt: instant,
    sequence: z.int(),
  })
  .meta({ id: 'KnowledgeSource' });
export const ListSources = z.strictObject({ ...page, search, state: sourceState.optional(), botId: id.optional() });
export const KnowledgeSources = z
  .object({
    ...paged(KnowledgeSource),
    /** Of the workspace's own, whatever is asked for; `failures` also counts what is used as it was read before. */
    capacity: z.object({ files: z.int(), websites: z.int(), characters: z.int(), failures: z.int(), reading: z.int() }),
    /** Removed, or no longer shared, and bots here keep to them still: those find nothing of it until they are detached. */
    gone: z.array(z.object({ sourceId: id, bots: keepers })).max(100),
  })
  .meta({ id: 'KnowledgeSources' });

/** GET …/syncs: newest first. */
export const ListSyncs = z.strictObject(page);
export const KnowledgeSync = z.object({
  syncId: id,
  cause: word<string>(syncCause.options),
  startedAt: instant,
  endedAt: instant.nullable(),
  outcome: word<string>(['going_on', 'completed', 'failed']),
  code: code<string>(syncFailure.options).nullable(),
  detail: z.string().nullable(),
  characters: z.int().nullable(),
  pages: z.int().nullable(),
  missed: z.int().nullable(),
  sequence: z.int(),
});
export const KnowledgeSyncs = z.object(paged(KnowledgeSync)).meta({ id: 'KnowledgeSyncs' });

/** POST …/knowledge/search */
export const SearchKnowledge = z
  .strictObject({
    question: z.string().trim().min(1).max(1_000).meta({ example: 'How long may a return take?' }),
    limit: z.int().min(1).max(20).default(5),
  })
  .meta({ id: 'SearchKnowledge' });
/** POST …/workspaces/{workspaceId}/knowledge/search: in all of it, or in one source. */
export const TrySearch = z
  .strictObject({ ...SearchKnowledge.shape, sourceId: id.optional() })
  .meta({ id: 'TrySearch' });
export const KnowledgePassage = z
  .object({
    sourceId: id,
    sourceName: z.string(),
    /** Where in it: a page of a PDF, a heading, the address of a web page. */
    page: z.int().nullable(),
    heading: z.string().nullable(),
    address: z.string().nullable(),
    text: z.string(),
    /** The higher the better, within one answer. */
    rank: z.number(),
  })
  .meta({ id: 'KnowledgePassage' });
export const KnowledgePassages = z
  .object({
    passages: z.array(KnowledgePassage).max(20),
    /** In how many it was looked. */
    searched: z.int(),
    /** By what: by meaning, too, where the organization allows it and the endpoint answers. */
    by: word(['words', 'words_and_meaning']),
  })
  .meta({ id: 'KnowledgePassages' });

/** GET …/knowledge/meaning: where passages and questions go to be found by meaning; null: the operator named no place. */
export const KnowledgeMeaning = z
  .object({ meaning: z.object({ host: z.string(), model: z.string(), isAllowed: z.boolean() }).nullable() })
  .meta({ id: 'KnowledgeMeaning' });
