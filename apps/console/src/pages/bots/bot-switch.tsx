import type { Bot } from '@annals/contracts';
import { Switch } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import type { z } from 'zod';
import { useOrganization } from '../../app/frame/frame-context';
import { InlineError } from '../../components/failure';
import classes from './bots.module.css';
import { DisableDialog } from './disable-dialog';
import { useToggle } from './use-toggle';

/** Off asks first, on acts at once; both can be taken back. */
export function BotSwitch({ bot }: { bot: z.output<typeof Bot> }) {
  const { can } = useOrganization();
  const [asking, ask] = useDisclosure(false);
  const { disable, enable } = useToggle(bot, ask.close);
  if (!can('bots:toggle', bot.workspaceId, bot.botId)) return bot.enabled ? 'Yes' : 'No';
  return (
    <span className={classes.switch}>
      <Switch
        aria-label={`${bot.name} is enabled`}
        checked={enable.pending || bot.enabled}
        disabled={enable.pending || disable.pending || bot.locked !== null}
        onChange={() => {
          if (bot.enabled) {
            disable.reset();
            ask.open();
          } else void enable.run({});
        }}
      />
      <InlineError error={enable.error} />
      <DisableDialog bot={bot} opened={asking} close={ask.close} command={disable} />
    </span>
  );
}
