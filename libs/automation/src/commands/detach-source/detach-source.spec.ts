import { knowledgeAttached, knowledgeDetached } from '@annals/contracts';
import { given } from '@annals/kernel';
import { knowledge } from '../../knowledge/knowledge';
import { botId, workspaceId } from '../../testing/examples';
import { addedFile, ofSource, sourceId } from '../../testing/knowledge-examples';
import { detachSource } from './detach-source';

const command = { ...ofSource, botId };
const detached = knowledgeDetached({ sourceId, workspaceId, botId });

describe('D8: have a bot no longer keep to a source', () => {
  it('is free of it, also where another workspace shared it and it is gone', () => {
    const attached = knowledgeAttached({ sourceId, workspaceId, botId });
    given(knowledge, addedFile, attached).when(detachSource, command).then(detached);
    given(knowledge, attached).when(detachSource, command).then(detached);
  });

  it('says no to what is not there', () =>
    given(knowledge).when(detachSource, command).thenRefused('SOURCE_NOT_FOUND'));

  it('stays quiet when it does not keep to it', () =>
    given(knowledge, addedFile).when(detachSource, command).thenNothing());
});
