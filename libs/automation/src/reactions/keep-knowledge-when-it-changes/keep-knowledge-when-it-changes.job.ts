import { id } from '@annals/contracts';
import { job } from '@annals/platform';
import { z } from 'zod';
import { KeptKnowledge } from '../../knowledge/kept-knowledge.service';
import { KEEP_KNOWLEDGE } from './keep-knowledge-when-it-changes';

/** Looks at the stream: what is there now counts, whichever job comes last. */
export const keepKnowledge = job({
  queue: KEEP_KNOWLEDGE,
  payload: z.object({ organizationId: id, workspaceId: id, sourceId: id.nullable() }),
  does:
    ({ ask }) =>
    ({ sourceId, ...workspace }) =>
      sourceId === null
        ? ask(KeptKnowledge).settleAll(workspace)
        : ask(KeptKnowledge).settle({ ...workspace, sourceId }),
});
