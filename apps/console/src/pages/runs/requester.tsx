import type { Run } from '@annals/contracts';
import { IconKey, IconUser } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { z } from 'zod';
import { keysQuery, membersQuery } from '../../api/queries';
import { useOrganization } from '../../app/frame/frame-context';
import { personal } from '../../format/words';
import { sourceWords } from './query';
import classes from './runs.module.css';

/** Who asked for a run: a person by name, a key by name where the reader may see keys. */
export function Requester({ run }: { run: z.output<typeof Run> }) {
  const { organizationId, can } = useOrganization();
  const members = useQuery({ ...membersQuery(organizationId, { limit: 200 }), enabled: run.source === 'manual' && can('members:read') }).data?.items;
  const keys = useQuery({ ...keysQuery({ organizationId }), enabled: run.source === 'api' && can('api_keys:read') }).data?.items;
  const member = members?.find((each) => each.userId === run.requestedBy || each.personId === run.requestedBy);
  const key = keys?.find((each) => each.keyId === run.requestedBy);
  const Icon = run.source === 'manual' ? IconUser : IconKey;
  const name = member !== undefined ? personal(member.alias) : key?.name ?? sourceWords[run.source];
  return <span className={classes.requester}><Icon size={15} stroke={1.7} aria-hidden />{name}</span>;
}
