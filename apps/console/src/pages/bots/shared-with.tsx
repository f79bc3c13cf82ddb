import { type AccessRequest, type AppGrant, type Bot, grantLevelName } from '@annals/contracts';
import { UnstyledButton } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import type { z } from 'zod';
import { accessRequestsQuery, approveAccess, denyAccess, grantsQuery, revokeGrant } from '../../api/app-grants';
import { useCommand } from '../../api/use-command';
import { useOrganization } from '../../app/frame/frame-context';
import { PanelHeading } from '../../components/facts';
import { InlineError } from '../../components/failure';
import { toast } from '../../components/toasts';
import { date } from '../../format/time';
import { personal } from '../../format/words';
import classes from './bots.module.css';
import { ShareDialog } from './share-dialog';

interface Props {
  bot: z.output<typeof Bot>;
}

/** With whom a bot is shared and who asks for it, for who may share it. */
export function SharedWith({ bot }: Props) {
  const { organizationId, can } = useOrganization();
  const may = can('bots:share', bot.workspaceId, bot.botId);
  const grants = useQuery({ ...grantsQuery(organizationId, bot.botId), enabled: may });
  const requests = useQuery({ ...accessRequestsQuery(organizationId, bot.botId), enabled: may });
  const [sharing, share] = useDisclosure(false);
  if (!may) return null;
  return (
    <>
      <PanelHeading>Shared with</PanelHeading>
      {requests.data?.map((request) => (
        <Asks key={request.accessRequestId} request={request} />
      ))}
      {grants.data?.map((grant) => (
        <Has key={grant.grantId} bot={bot} grant={grant} />
      ))}
      {grants.data?.length === 0 && <p className={classes.hint}>Nobody, beside who sees it by a role.</p>}
      <UnstyledButton className={classes.link} onClick={share.open}>
        Share bot…
      </UnstyledButton>
      <ShareDialog bot={bot} opened={sharing} close={share.close} />
    </>
  );
}

function Has({ bot, grant: { personId, alias, level, until } }: Props & { grant: z.output<typeof AppGrant> }) {
  const { organizationId } = useOrganization();
  const who = personal(alias);
  const command = useCommand(
    (_: object, key: string) => revokeGrant({ organizationId, botId: bot.botId, personId }, key),
    {
      organizationId,
      onDone: () => {
        toast({ text: `Took ${bot.name} back from ${who}.` });
      },
    },
  );
  return (
    <p className={classes.hint}>
      <b>{who}</b> {grantLevelName(level).toLowerCase()}
      {until !== null && `, until ${date(until)}`} ·{' '}
      <UnstyledButton
        className={classes.link}
        disabled={command.pending}
        onClick={() => void command.run({})}
        aria-label={`Take ${bot.name} back from ${who}`}
      >
        take back
      </UnstyledButton>
      <InlineError error={command.error} />
    </p>
  );
}

function Asks({ request: { accessRequestId, alias, level, note } }: { request: z.output<typeof AccessRequest> }) {
  const { organizationId } = useOrganization();
  const who = personal(alias);
  const command = useCommand(
    ({ yes }: { yes: boolean }, key: string) =>
      (yes ? approveAccess : denyAccess)({ organizationId, accessRequestId }, key),
    {
      organizationId,
      onDone: () => {
        toast({ text: `Answered ${who}.` });
      },
    },
  );
  return (
    <p className={classes.hint}>
      <b>{who}</b> asks: {grantLevelName(level).toLowerCase()}
      {note !== null && <>. “{note}”</>} ·{' '}
      <UnstyledButton
        className={classes.link}
        disabled={command.pending}
        onClick={() => void command.run({ yes: true })}
        aria-label={`Approve what ${who} asks for`}
      >
        approve
      </UnstyledButton>
      {', '}
      <UnstyledButton
        className={classes.link}
        disabled={command.pending}
        onClick={() => void command.run({ yes: false })}
        aria-label={`Turn ${who} down`}
      >
        turn down
      </UnstyledButton>
      <InlineError error={command.error} />
    </p>
  );
}
