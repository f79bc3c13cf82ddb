import { knowledgeAttached, knowledgeDetached, knowledgeSourceRemoved } from '@annals/contracts';
import { fold, given } from '@annals/kernel';
import { knowledge } from '../../knowledge/knowledge';
import { botId, workspaceId } from '../../testing/examples';
import { addedFile, begun, ofSource, readIt, sourceId } from '../../testing/knowledge-examples';
import { removeSource } from './remove-source';

const removed = knowledgeSourceRemoved({ sourceId });

describe('D8: remove a source', () => {
  it('is gone, also while it is read; a bot that kept to it alone reads nothing, until somebody detaches it', () => {
    for (const before of [
      [addedFile, begun()],
      [addedFile, begun(), readIt],
    ])
      given(knowledge, ...before)
        .when(removeSource, ofSource)
        .then(removed);
    const after = [addedFile, knowledgeAttached({ sourceId, workspaceId, botId }), removed];
    expect(fold(knowledge, after)).toEqual({ sources: new Map(), attached: new Map([[botId, [sourceId]]]) });
    const detached = knowledgeDetached({ sourceId, workspaceId, botId });
    expect(fold(knowledge, [...after, detached])).toEqual({ sources: new Map(), attached: new Map() });
  });

  it('says no to one that is not there', () =>
    given(knowledge).when(removeSource, ofSource).thenRefused('SOURCE_NOT_FOUND'));

  it('is removed once', () =>
    given(knowledge, addedFile, removed).when(removeSource, ofSource).thenRefused('SOURCE_NOT_FOUND'));
});
