import { uuidV5 } from '@annals/eventstore';
import { plus, Refused, type Instant } from '@annals/kernel';
import { eachDue, timer, type Tools } from '@annals/platform';
import { KeptKnowledge } from '../../knowledge/kept-knowledge.service';
import { knowledge, ofWorkspace } from '../../knowledge/knowledge';
import { nextSync } from '../../reading/due-syncs';
import { StartSyncCommand } from './start-sync.handler';

type Due = Awaited<ReturnType<Tools['vault']['sourceReads']['takeDue']>>[number];

const AT_ONCE = 50;
const LEASE = { seconds: 60 };

/**
 * What is due is read, once for each due time, however many look. Where the organization stands still, the workspace is
 * archived or gone, or the source is, its next time is kept, or none.
 */
export const readWhatIsDue = timer({
  name: 'read-what-is-due',
  everyMs: 5_000,
  does: ({ vault, eventStore, commands, ask }) => {
    const start = async (due: Due, now: Instant): Promise<void> => {
      if (await ask(KeptKnowledge).standsStill(due)) return ask(KeptKnowledge).settle(due);
      const { state } = await eventStore.state({ stream: knowledge, id: ofWorkspace(due) }, 0);
      const { every = 'never', from } = state.sources.get(due.sourceId) ?? {};
      const next = nextSync(every, from, now);
      try {
        const commandId = uuidV5(due.sourceId, `due/${next ?? now}`);
        const context = { commandId, actor: 'system:knowledge', correlationId: commandId } as const;
        await commands.execute(new StartSyncCommand({ ...due, isDue: true }, context));
      } catch (error) {
        if (!(error instanceof Refused)) throw error;
        await ask(KeptKnowledge).settle(due);
      }
    };
    return async (now) => {
      const due = await vault.sourceReads.takeDue(now, { limit: AT_ONCE, until: plus(now, LEASE) });
      await eachDue(due, (each) => start(each, now), 'sources that were due could not be read');
    };
  },
});
