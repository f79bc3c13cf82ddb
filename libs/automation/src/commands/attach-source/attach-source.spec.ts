import { knowledgeAttached } from '@annals/contracts';
import { given } from '@annals/kernel';
import { knowledge } from '../../knowledge/knowledge';
import { botId, workspaceId } from '../../testing/examples';
import { addedFile, ofSource, sourceId } from '../../testing/knowledge-examples';
import { attachSource } from './attach-source';

const command = { ...ofSource, botId, elsewhere: 'nowhere' } as const;
const attached = knowledgeAttached({ sourceId, workspaceId, botId });

describe('D8: have a bot keep to a source', () => {
  it('keeps to one of its workspace, or to one that the organization shares', () => {
    given(knowledge, addedFile).when(attachSource, command).then(attached);
    given(knowledge)
      .when(attachSource, { ...command, elsewhere: 'shared' })
      .then(attached);
  });

  it('says no to one of another workspace, to one that is not there, and after fifty', () => {
    given(knowledge)
      .when(attachSource, { ...command, elsewhere: 'kept' })
      .thenRefused('SOURCE_IN_OTHER_WORKSPACE');
    given(knowledge).when(attachSource, command).thenRefused('SOURCE_NOT_FOUND');
    const fifty = Array.from({ length: 50 }, (_, n) =>
      knowledgeAttached({ sourceId: `file ${n}`, workspaceId, botId }),
    );
    given(knowledge, addedFile, ...fifty)
      .when(attachSource, command)
      .thenRefused('KNOWLEDGE_LIMIT', { of: 'attached', limit: 50, current: 50 });
  });

  it('stays quiet when it does', () => given(knowledge, addedFile, attached).when(attachSource, command).thenNothing());
});
