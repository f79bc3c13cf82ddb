import type { MyJoinRequest } from '@annals/contracts';
import { Button } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { myJoinRequestsQuery, withdrawJoinRequest } from '../../api/join-requests';
import { useCommand } from '../../api/use-command';
import { OrganizationAvatar } from '../../components/avatar';
import { InlineError } from '../../components/failure';
import { toast } from '../../components/toasts';
import { dayAndMonth } from '../../format/time';
import classes from './my-invitations.module.css';

/** What the reader asked for and waits for, and what they were told of the last ones. */
export function MyJoinRequests() {
  const requests = useQuery(myJoinRequestsQuery).data?.items ?? [];
  const latest = requests.filter(
    (each, index) => requests.findIndex(({ organizationId }) => organizationId === each.organizationId) === index,
  );
  const shown = latest.filter(({ status }) => status in words);
  if (shown.length === 0) return null;
  return (
    <ul className={classes.list} aria-label="Requests">
      {shown.map((each) => (
        <Request key={each.requestId} request={each} />
      ))}
    </ul>
  );
}

const words: Readonly<Record<string, (request: MyJoinRequest) => readonly [title: string, then: string]>> = {
  open: ({ organizationName, expiresAt }) => [
    `You asked to join ${organizationName}`,
    `Its people answer until ${dayAndMonth(expiresAt)}; you get a mail.`,
  ],
  denied: ({ organizationName, askAgainAt }) => [
    `${organizationName} did not let you in`,
    askAgainAt === null ? 'You may ask again later.' : `You may ask again from ${dayAndMonth(askAgainAt)} on.`,
  ],
  expired: ({ organizationName }) => [`Nobody at ${organizationName} answered you`, 'You may ask again at any time.'],
};

function Request({ request }: { request: MyJoinRequest }) {
  const { organizationId, requestId, organizationName, status } = request;
  const client = useQueryClient();
  const withdraw = useCommand(withdrawJoinRequest, {
    onDone: async () => {
      await client.invalidateQueries({ queryKey: ['me'] });
      toast({ text: `You no longer ask to join ${organizationName}.` });
    },
  });
  const [title, then] = words[status]?.(request) ?? [];
  return (
    <li className={classes.invitation} data-quiet={status !== 'open' || undefined}>
      <OrganizationAvatar id={organizationId} name={organizationName} />
      <div className={classes.words}>
        <b>{title}</b>
        <span>{then}</span>
        <InlineError error={withdraw.error} />
      </div>
      {status === 'open' && (
        <div className={classes.acts}>
          <Button
            variant="default"
            loading={withdraw.pending}
            onClick={() => void withdraw.run({ organizationId, requestId })}
          >
            Withdraw
          </Button>
        </div>
      )}
    </li>
  );
}
