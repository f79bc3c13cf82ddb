import type { Bot } from '@annals/contracts';
import type { z } from 'zod';
import { disableBot, enableBot } from '../../api/automation';
import { useCommand } from '../../api/use-command';
import { useOrganization } from '../../app/frame/frame-context';
import { toast } from '../../components/toasts';

/** Why, and what becomes of the runs at work. */
export interface Disabling {
  reason?: string;
  inFlight?: 'finish' | 'stop';
}
type Named = Pick<z.output<typeof Bot>, 'botId' | 'name'>;

/** Disabling and enabling a bot, each with a toast that can take it back. */
export function useToggle(bot: Named, disabled: () => void) {
  const { organizationId } = useOrganization();
  const disable = useCommand((body: Disabling, key) => disableBot(organizationId, bot.botId, { body, key }), {
    organizationId,
    onDone: () => {
      disabled();
      toast({ text: `Disabled ${bot.name}.`, undo: () => void enable.run({}) });
    },
  });
  const enable = useCommand((_: object, key: string) => enableBot(organizationId, bot.botId, key), {
    organizationId,
    onDone: () => {
      toast({ text: `Enabled ${bot.name}.`, undo: () => void disable.run({}) });
    },
  });
  return { disable, enable };
}
