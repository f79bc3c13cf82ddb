import { knowledgeAttached } from '@annals/contracts';
import { given } from '@annals/kernel';
import { knowledge } from '../../knowledge/knowledge';
import { botId, workspaceId } from '../../testing/examples';
import { sourceId, websiteId } from '../../testing/knowledge-examples';
import { carrySources } from './carry-sources';

const command = { workspaceId, botId, sourceIds: [sourceId, websiteId] };
const attached = (to: string) => knowledgeAttached({ sourceId: to, workspaceId, botId });

describe('D8: a bot that is moved keeps to what it kept to', () => {
  it('also where it goes', () =>
    given(knowledge).when(carrySources, command).then(attached(sourceId), attached(websiteId)));

  it('stays quiet where it keeps to something there, or kept to nothing', () => {
    given(knowledge, attached('another')).when(carrySources, command).thenNothing();
    given(knowledge)
      .when(carrySources, { ...command, sourceIds: [] })
      .thenNothing();
  });
});
