import type { Joinable } from '@annals/contracts';
import { Button } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { z } from 'zod';
import { joinableQuery, joinOrganization } from '../../api/domains';
import type { Me } from '../../api/identity';
import { myJoinRequestsQuery } from '../../api/join-requests';
import { useCommand } from '../../api/use-command';
import { OrganizationAvatar } from '../../components/avatar';
import { InlineError } from '../../components/failure';
import classes from './my-invitations.module.css';

type Found = z.output<typeof Joinable>['organizations'][number];

/** What the reader may join by their address, beside what they are invited to. */
export function MayJoin({ me }: { me: Me }) {
  const requests = useQuery(myJoinRequestsQuery).data?.items ?? [];
  const asks = ({ organizationId }: Found) =>
    requests.some((each) => each.organizationId === organizationId && each.status === 'open');
  const found = (useQuery(joinableQuery).data?.organizations ?? []).filter((each) => !asks(each));
  if (found.length === 0) return null;
  return (
    <ul className={classes.list} aria-label="Open to you">
      {found.map((each) =>
        each.way === 'join' ? (
          <Item key={each.organizationId} organization={each} alias={me.alias ?? ''} />
        ) : (
          <MayAsk key={each.organizationId} organization={each} />
        ),
      )}
    </ul>
  );
}

function MayAsk({ organization: { organizationId, name } }: { organization: Found }) {
  return (
    <li className={classes.invitation}>
      <OrganizationAvatar id={organizationId} name={name} />
      <div className={classes.words}>
        <b>You may ask to join {name}</b>
        <span>It lets people with your address ask.</span>
      </div>
      <div className={classes.acts}>
        <Button component={Link} to={`/organizations/${organizationId}`}>
          Request access
        </Button>
      </div>
    </li>
  );
}

function Item({ organization: { organizationId, name }, alias }: { organization: Found; alias: string }) {
  const client = useQueryClient();
  const command = useCommand((_: object, key: string) => joinOrganization({ organizationId, alias }, key), {
    onDone: () => client.invalidateQueries({ queryKey: ['me'] }),
  });
  return (
    <li className={classes.invitation}>
      <OrganizationAvatar id={organizationId} name={name} />
      <div className={classes.words}>
        <b>You may join {name}</b>
        <span>It lets people with your address in.</span>
        <InlineError error={command.error} />
      </div>
      <div className={classes.acts}>
        <Button loading={command.pending} onClick={() => void command.run({})}>
          Join
        </Button>
      </div>
    </li>
  );
}
