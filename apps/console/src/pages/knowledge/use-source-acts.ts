import { type SourceAct, sourceActs, type SourceIds } from '../../api/knowledge';
import { useCommand } from '../../api/use-command';
import { toast } from '../../components/toasts';
import type { AnySource } from './words';

const done: Readonly<Record<SourceAct, (name: string) => string>> = {
  read: (name) => `Reading ${name} again. Until that is done, what was read before is used.`,
  stop: (name) => `Stopped reading ${name}.`,
  remove: (name) => `Removed ${name}. No search finds it any more.`,
  share: (name) => `All workspaces may read ${name}.`,
  unshare: (name) => `Only this workspace reads ${name}.`,
};

/** What is done to a source at once. */
export function useSourceActs(of: SourceIds, { name }: Pick<AnySource, 'name'>) {
  return useCommand(
    async ({ act, ...said }: { act: SourceAct; reason?: string }, key) => ({
      ...(await sourceActs[act]({ ...of, ...said }, key)),
      act,
    }),
    {
      organizationId: of.organizationId,
      onDone: ({ act }) => {
        toast({ text: done[act](name) });
      },
    },
  );
}
