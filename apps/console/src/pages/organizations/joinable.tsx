import { Button } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { joinableQuery, joinOrganization } from '../../api/domains';
import type { Me } from '../../api/identity';
import { useCommand } from '../../api/use-command';
import { OrganizationAvatar } from '../../components/avatar';
import { InlineError } from '../../components/failure';
import classes from './my-invitations.module.css';

interface Joinable {
  organizationId: string;
  name: string;
}

/** What the reader may join by their address, beside what they are invited to. */
export function MayJoin({ me }: { me: Me }) {
  const found = useQuery(joinableQuery).data?.organizations ?? [];
  if (found.length === 0) return null;
  return (
    <ul className={classes.list} aria-label="Open to you">
      {found.map((each) => (
        <Item key={each.organizationId} organization={each} alias={me.alias ?? ''} />
      ))}
    </ul>
  );
}

function Item({ organization: { organizationId, name }, alias }: { organization: Joinable; alias: string }) {
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
