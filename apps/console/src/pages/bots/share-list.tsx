import {
  type AccessRequest,
  type AppGrant,
  type Bot,
  type GrantLevel,
  grantLevelName,
  type WorkspaceMembers,
} from '@annals/contracts';
import { UnstyledButton } from '@mantine/core';
import { IconCheck, IconUsers, IconX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { z } from 'zod';
import { accessRequestsQuery, approveAccess, denyAccess, grantsQuery, revokeGrant } from '../../api/app-grants';
import { workspaceMembersQuery } from '../../api/workspaces';
import { useCommand } from '../../api/use-command';
import { useOrganization } from '../../app/frame/frame-context';
import { PersonAvatar } from '../../components/avatar';
import { InlineError, LoadFailure } from '../../components/failure';
import { toast } from '../../components/toasts';
import { useWorkspaceNames } from '../../components/use-workspace-names';
import { usePersonName } from '../../components/use-person-name';
import { date } from '../../format/time';
import { count, inSentence, personal } from '../../format/words';
import classes from './share-list.module.css';
import { startersAmong } from './starters';

interface Props {
  bot: z.output<typeof Bot>;
}

/**
 * Who owns a bot, how many see it by its workspace, with whom it is shared, and who asks for it: each is answered by
 * one click.
 */
export function ShareList({ bot }: Props) {
  const { organizationId, can } = useOrganization();
  const grants = useQuery(grantsQuery(organizationId, bot.botId));
  const requests = useQuery(accessRequestsQuery(organizationId, bot.botId));
  const owner = usePersonName(bot.ownerId);
  const workspace = useWorkspaceNames().get(bot.workspaceId);
  // There may be more: then it says so.
  const members = useQuery({
    ...workspaceMembersQuery({ organizationId, workspaceId: bot.workspaceId }, { limit: 200 }),
    enabled: can('members:read', bot.workspaceId),
  });
  const error = grants.error ?? requests.error;
  if (grants.data === undefined || requests.data === undefined || members.isLoading)
    return error === null ? (
      <div className={classes.coming} aria-busy="true" />
    ) : (
      <LoadFailure
        what="list of who may use it"
        error={error}
        retry={() => void Promise.all([grants.refetch(), requests.refetch()])}
      />
    );
  return (
    <ul className={classes.list}>
      {owner !== undefined && bot.ownerId !== null && (
        <Row who={owner}>
          <b>Owner</b>
        </Row>
      )}
      {workspace !== undefined && members.data !== undefined && <OfWorkspace name={workspace} members={members.data} />}
      {grants.data.map((grant) => (
        <Has key={grant.grantId} bot={bot} grant={grant} />
      ))}
      {requests.data.map((request) => (
        <Asks key={request.accessRequestId} request={request} />
      ))}
      {grants.data.length === 0 && <li className={classes.none}>Nobody else, beside who sees it by a role.</li>}
    </ul>
  );
}

/** How many of a workspace may start runs by what they are there. */
function OfWorkspace({ name, members }: { name: string; members: z.output<typeof WorkspaceMembers> }) {
  const many = startersAmong(members.items);
  return (
    <li className={classes.row}>
      <IconUsers size={18} stroke={1.7} aria-hidden className={classes.icon} />
      <span className={classes.who}>{name}</span>
      <span className={classes.level}>
        {members.next === null ? '' : 'more than '}
        {count(many)} can run
      </span>
    </li>
  );
}

function Row({ who, about, children }: { who: string; about?: ReactNode; children: ReactNode }) {
  return (
    <li className={classes.row}>
      <PersonAvatar name={who} size="small" />
      <span className={classes.who}>
        {who}
        {about}
      </span>
      <span className={classes.level}>{children}</span>
    </li>
  );
}

function Has({ bot, grant: { personId, alias, level, until, stands } }: Props & { grant: z.output<typeof AppGrant> }) {
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
    <Row who={who} about={<InlineError error={command.error} />}>
      {grantLevelName(level)}
      {until !== null && `, until ${date(until)}`}
      {!stands && ', ended with the grant of who gave it'}
      <UnstyledButton
        className={classes.act}
        disabled={command.pending}
        onClick={() => void command.run({})}
        aria-label={`Take ${bot.name} back from ${who}`}
      >
        <IconX size={16} stroke={1.7} aria-hidden />
      </UnstyledButton>
    </Row>
  );
}

const asked: Readonly<Record<GrantLevel, string>> = { run: 'to run', edit: 'to edit', manage: 'to manage' };
const isKnown = (level: string): level is GrantLevel => Object.hasOwn(asked, level);
const askedWords = (level: string): string => (isKnown(level) ? asked[level] : inSentence(grantLevelName(level)));

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
  const answer = (yes: boolean) => () => void command.run({ yes });
  return (
    <li className={classes.row}>
      <span className={classes.who}>
        <b>{who}</b> asks {askedWords(level)}
        {note !== null && <span className={classes.note}>“{note}”</span>}
        <InlineError error={command.error} />
      </span>
      <span className={classes.level}>
        <UnstyledButton
          className={classes.act}
          disabled={command.pending}
          onClick={answer(false)}
          aria-label={`Turn ${who} down`}
        >
          <IconX size={16} stroke={1.7} aria-hidden />
        </UnstyledButton>
        <UnstyledButton
          className={classes.act}
          data-yes
          disabled={command.pending}
          onClick={answer(true)}
          aria-label={`Approve what ${who} asks for`}
        >
          <IconCheck size={16} stroke={1.7} aria-hidden />
        </UnstyledButton>
      </span>
    </li>
  );
}
