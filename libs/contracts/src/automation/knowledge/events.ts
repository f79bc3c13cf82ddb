import { z } from 'zod';
import { defineEvent, type EventOf } from '../../define-event';
import { code, digest, id, instant, line, said, word } from '../../words';
import { readableMedia, sourceKind, syncCause, syncEvery, syncFailure } from './api';

const source = { sourceId: id };
const typed = { name: line(1, 120), address: z.string().max(2_000).optional() };

/**
 * Stream `knowledge-{organizationId}.{workspaceId}`: the sources of a workspace, and which bots keep to which. What is in
 * them lies in the vault; `content` is the digest of what somebody brought, as it is stored there.
 */
export const knowledgeSourceAdded = defineEvent('KnowledgeSourceAdded', {
  data: {
    ...source,
    workspaceId: id,
    kind: word(sourceKind.options),
    media: word(readableMedia.options),
    levels: z.int().min(1).optional(),
    bytes: z.int().min(0).optional(),
    content: digest.optional(),
  },
  text: typed,
});
export const knowledgeSourceReplaced = defineEvent('KnowledgeSourceReplaced', {
  data: { ...source, media: word(readableMedia.options), bytes: z.int().min(0), content: digest },
  text: { name: line(1, 120) },
});
export const knowledgeSourceRemoved = defineEvent('KnowledgeSourceRemoved', { data: source });
/** All workspaces of the organization may read it. */
export const knowledgeSourceShared = defineEvent('KnowledgeSourceShared', { data: source });
export const knowledgeSourceUnshared = defineEvent('KnowledgeSourceUnshared', { data: source });

export const syncStarted = defineEvent('SyncStarted', {
  data: { ...source, syncId: id, cause: word(syncCause.options) },
});
/** What was read is used from now on; `digest` is that of its passages, as they are stored. */
export const syncCompleted = defineEvent('SyncCompleted', {
  data: {
    ...source,
    syncId: id,
    characters: z.int().min(0),
    passages: z.int().min(0),
    pages: z.int().min(0),
    missed: z.int().min(0),
    digest,
  },
});
/** Nothing of it is used; what was read before stays in use. */
export const syncFailed = defineEvent('SyncFailed', {
  data: { ...source, syncId: id, code: code(syncFailure.options) },
  text: { detail: said(300).optional() },
});
/** A website is read so often by itself, from then on. */
export const syncScheduled = defineEvent('SyncScheduled', {
  data: { ...source, every: word(syncEvery.options), from: instant },
});

/** The bot is in this workspace, or about to be moved here; the source may be shared by another one. */
export const knowledgeAttached = defineEvent('KnowledgeAttached', { data: { ...source, workspaceId: id, botId: id } });
export const knowledgeDetached = defineEvent('KnowledgeDetached', { data: { ...source, workspaceId: id, botId: id } });

export const knowledgeEvents = {
  knowledgeSourceAdded,
  knowledgeSourceReplaced,
  knowledgeSourceRemoved,
  knowledgeSourceShared,
  knowledgeSourceUnshared,
  syncStarted,
  syncCompleted,
  syncFailed,
  syncScheduled,
  knowledgeAttached,
  knowledgeDetached,
};
export type KnowledgeEvent = EventOf<(typeof knowledgeEvents)[keyof typeof knowledgeEvents]>;
