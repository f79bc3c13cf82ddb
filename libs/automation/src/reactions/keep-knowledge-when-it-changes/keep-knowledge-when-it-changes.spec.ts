import {
  knowledgeAttached,
  knowledgeSourceRemoved,
  knowledgeSourceShared,
  knowledgeSourceUnshared,
  orgPolicyChanged,
  syncScheduled,
  workspaceArchived,
  workspaceDeleted,
} from '@annals/contracts';
import { streamName } from '@annals/kernel';
import { jobsOf, someLog, someOrganization } from '@annals/views';
import { botId, workspaceId } from '../../testing/examples';
import { addedFile, begun, readIt, sourceId, stopped } from '../../testing/knowledge-examples';
import { keepKnowledgeWhenItChanges } from './keep-knowledge-when-it-changes';

const stream = streamName('knowledge', someOrganization, workspaceId);
const from = '2026-06-03T09:00:00.000Z';
const job = (id: string, of: string | null) => ({
  queue: 'automation.keep-knowledge',
  key: id,
  payload: { organizationId: someOrganization, workspaceId, sourceId: of },
});

describe('keep knowledge when it changes', () => {
  it.each([
    begun(),
    readIt,
    stopped,
    syncScheduled({ sourceId, every: 'day', from }),
    knowledgeSourceShared({ sourceId }),
    knowledgeSourceUnshared({ sourceId }),
    knowledgeSourceRemoved({ sourceId }),
  ])('makes a job that says which source: $type', (changed) => {
    const [logged] = someLog(changed);
    if (!logged) throw new Error('nothing was logged');
    expect(jobsOf(keepKnowledgeWhenItChanges, [{ ...logged, stream }])).toEqual([job(logged.id, sourceId)]);
  });

  it('makes one of a workspace that is deleted', () => {
    const log = someLog(workspaceDeleted({ workspaceId }));
    expect(jobsOf(keepKnowledgeWhenItChanges, log)).toEqual([job(log[0]?.id ?? '', null)]);
  });

  it('makes one of all workspaces where texts may leave, or no longer', () => {
    const log = someLog(orgPolicyChanged({ knowledgeByMeaning: true }), orgPolicyChanged({ discoverable: true }));
    const payload = { organizationId: someOrganization, workspaceId: null, sourceId: null };
    expect(jobsOf(keepKnowledgeWhenItChanges, log)).toEqual([
      { queue: 'automation.keep-knowledge', key: log[0]?.id, payload },
    ]);
  });

  it('stays quiet about what changes nothing that is kept', () => {
    for (const other of [
      addedFile,
      knowledgeAttached({ sourceId, workspaceId, botId }),
      workspaceArchived({ workspaceId }),
    ])
      expect(jobsOf(keepKnowledgeWhenItChanges, someLog(other))).toEqual([]);
  });
});
