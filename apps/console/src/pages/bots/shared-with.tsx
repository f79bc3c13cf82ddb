import type { Bot } from '@annals/contracts';
import { UnstyledButton } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import type { z } from 'zod';
import { useOrganization } from '../../app/frame/frame-context';
import { PanelHeading } from '../../components/facts';
import classes from './bots.module.css';
import { ShareDialog } from './share-dialog';
import { ShareList } from './share-list';

/** With whom a bot is shared and who asks for it, for who may share it. */
export function SharedWith({ bot }: { bot: z.output<typeof Bot> }) {
  const { can } = useOrganization();
  const [sharing, share] = useDisclosure(false);
  if (!can('bots:share', bot.workspaceId, bot.botId)) return null;
  return (
    <>
      <PanelHeading>Who may use it</PanelHeading>
      <ShareList bot={bot} />
      <UnstyledButton className={classes.shareBot} onClick={share.open}>
        Share bot…
      </UnstyledButton>
      <ShareDialog bot={bot} opened={sharing} close={share.close} />
    </>
  );
}
