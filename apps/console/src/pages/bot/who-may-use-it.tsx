import { Button } from '@mantine/core';
import { IconLink, IconShare } from '@tabler/icons-react';
import { useOrganization } from '../../app/frame/frame-context';
import { Box } from '../../components/box';
import { LinkList } from '../bots/link-list';
import { ShareList } from '../bots/share-list';
import classes from './bot.module.css';
import type { AnyBot } from './types';
import { useDialogLink } from './use-dialog-link';

/** With whom a bot is shared, by which links, and who asks for it, for who may share it. */
export function WhoMayUseIt({ bot }: { bot: AnyBot }) {
  const { can } = useOrganization();
  const open = useDialogLink(bot.botId);
  if (!can('bots:share', bot.workspaceId, bot.botId)) return null;
  return (
    <Box
      title="Who may use it"
      action={
        <div className={classes.sharing}>
          <Button
            variant="default"
            leftSection={<IconLink size={16} stroke={1.7} aria-hidden />}
            aria-label="Share by link"
            renderRoot={open('link')}
          >
            By link
          </Button>
          <Button
            variant="default"
            leftSection={<IconShare size={16} stroke={1.7} aria-hidden />}
            renderRoot={open('share')}
          >
            Share
          </Button>
        </div>
      }
    >
      <div className={classes.people}>
        <ShareList bot={bot} />
        <LinkList bot={bot} />
      </div>
    </Box>
  );
}
