import { id } from '@annals/contracts';
import { job, timer } from '@annals/platform';
import { z } from 'zod';
import { KeptKnowledge } from '../../knowledge/kept-knowledge.service';
import { KnowledgeDirectory } from '../../knowledge/knowledge-directory.service';
import { KEEP_KNOWLEDGE } from './keep-knowledge-when-it-changes';

/** Looks at the stream: what is there now counts, whichever job comes last. */
export const keepKnowledge = job({
  queue: KEEP_KNOWLEDGE,
  payload: z.object({ organizationId: id, workspaceId: id.nullable(), sourceId: id.nullable() }),
  does:
    ({ ask }) =>
    async ({ organizationId, workspaceId, sourceId }) => {
      const kept = ask(KeptKnowledge);
      if (workspaceId !== null && sourceId !== null) return kept.settle({ organizationId, workspaceId, sourceId });
      const homes = workspaceId === null ? await ask(KnowledgeDirectory).homes(organizationId, {}) : [workspaceId];
      for (const home of homes) await kept.settleAll({ organizationId, workspaceId: home });
    },
});

/** So many sources are brought to the newest form at once. */
const AT_ONCE = 20;

/**
 * What another release has read is brought to the form in which this one looks for it; meanwhile it is found as it is.
 */
export const bringKnowledgeToForm = timer({
  name: 'bring-knowledge-to-form',
  everyMs: 10_000,
  does:
    ({ vault, ask }) =>
    async () => {
      for (const source of await vault.passages.inFormerForm(AT_ONCE)) {
        const home = await ask(KnowledgeDirectory).homeOf(source);
        if (home !== undefined) await ask(KeptKnowledge).settle({ ...source, workspaceId: home });
      }
    },
});
