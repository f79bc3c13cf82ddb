import type { Bot, ShareLink } from '@annals/contracts';
import { UnstyledButton } from '@mantine/core';
import { IconLink, IconX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { z } from 'zod';
import { revokeShareLink, shareLinksQuery } from '../../api/share-links';
import { useCommand } from '../../api/use-command';
import { useOrganization } from '../../app/frame/frame-context';
import { InlineError, LoadFailure } from '../../components/failure';
import { toast } from '../../components/toasts';
import { date } from '../../format/time';
import { inSentence, personal } from '../../format/words';
import { deadWords, linkLevelName, usedWords } from './link-words';
import classes from './share-list.module.css';

interface Props {
  bot: Pick<z.output<typeof Bot>, 'botId' | 'name'>;
}

/** The links of a bot: who made each, what it is good for, and whether it works; nothing where there is none. */
export function LinkList({ bot }: Props) {
  const { organizationId } = useOrganization();
  const links = useQuery(shareLinksQuery(organizationId, bot.botId));
  if (links.data === undefined)
    return links.error === null ? null : (
      <LoadFailure what="list of links" error={links.error} retry={() => void links.refetch()} />
    );
  return (
    <ul className={classes.links} aria-label="Links">
      {links.data.map((link) => (
        <Row key={link.linkId} bot={bot} link={link} />
      ))}
    </ul>
  );
}

function Row({ bot: { botId, name }, link }: Props & { link: z.output<typeof ShareLink> }) {
  const { organizationId } = useOrganization();
  const command = useCommand(
    (_: object, key: string) => revokeShareLink({ organizationId, botId, linkId: link.linkId }, key),
    {
      organizationId,
      onDone: () => {
        toast({ text: `Took a link to ${name} back.` });
      },
    },
  );
  const dead = deadWords(link.dead);
  return (
    <li className={classes.row} data-dead={dead === undefined ? undefined : true}>
      <IconLink size={18} stroke={1.7} aria-hidden className={classes.icon} />
      <span className={classes.who}>
        Link by {personal(link.byAlias)}: {inSentence(linkLevelName(link.level))} until {date(link.until)}
        <span className={classes.note}>{dead ?? usedWords(link)}</span>
        <InlineError error={command.error} />
      </span>
      <UnstyledButton
        className={classes.act}
        disabled={command.pending}
        onClick={() => void command.run({})}
        aria-label={`Take the link of ${personal(link.byAlias)} back`}
      >
        <IconX size={16} stroke={1.7} aria-hidden />
      </UnstyledButton>
    </li>
  );
}
