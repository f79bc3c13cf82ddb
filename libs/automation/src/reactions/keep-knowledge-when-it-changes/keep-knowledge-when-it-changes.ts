import { parseStreamName } from '@annals/kernel';
import { reaction, type Job, type ViewEvent } from '@annals/views';

export const KEEP_KNOWLEDGE = 'automation.keep-knowledge';

type Changed = ViewEvent<
  | 'SyncStarted'
  | 'SyncCompleted'
  | 'SyncFailed'
  | 'SyncScheduled'
  | 'KnowledgeSourceShared'
  | 'KnowledgeSourceUnshared'
  | 'KnowledgeSourceRemoved'
>;

const jobFor = ({ id, stream, organization, data }: Changed): Job => ({
  queue: KEEP_KNOWLEDGE,
  key: id,
  payload: { organizationId: organization, workspaceId: parseStreamName(stream).id ?? '', sourceId: data.sourceId },
});

/** D8: whatever is read, was read or is gone changes what is kept; of a workspace that is deleted nothing is. */
export const keepKnowledgeWhenItChanges = reaction({
  name: 'keep-knowledge-when-it-changes',
  on: {
    SyncStarted: (e) => [jobFor(e)],
    SyncCompleted: (e) => [jobFor(e)],
    SyncFailed: (e) => [jobFor(e)],
    SyncScheduled: (e) => [jobFor(e)],
    KnowledgeSourceShared: (e) => [jobFor(e)],
    KnowledgeSourceUnshared: (e) => [jobFor(e)],
    KnowledgeSourceRemoved: (e) => [jobFor(e)],
    /** Whether texts may leave is a matter of all of them. */
    OrgPolicyChanged: ({ id, organization, data: { knowledgeByMeaning } }) =>
      knowledgeByMeaning === undefined
        ? []
        : [
            {
              queue: KEEP_KNOWLEDGE,
              key: id,
              payload: { organizationId: organization, workspaceId: null, sourceId: null },
            },
          ],
    WorkspaceDeleted: ({ id, organization, data: { workspaceId } }) => [
      { queue: KEEP_KNOWLEDGE, key: id, payload: { organizationId: organization, workspaceId, sourceId: null } },
    ],
  },
});
