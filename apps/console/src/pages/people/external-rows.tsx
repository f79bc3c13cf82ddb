import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconPointFilled, IconUserPause } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { Column } from '../../components/data-table';
import { type Look, Status } from '../../components/status';
import { When } from '../../components/when';
import { count } from '../../format/words';
import { AccessDialog } from './access-dialog';
import { AccessUntil } from './access-until';
import { ExternalMenu } from './external-menu';
import { mayReach } from './may-reach';
import classes from './people.module.css';
import { type AnyMember, Person, statusNames } from './person';

const looks: Readonly<Record<AnyMember['status'], Look>> = {
  active: { word: statusNames.active, icon: IconPointFilled, tone: 'ok' },
  suspended: { word: statusNames.suspended, icon: IconUserPause, tone: 'warn' },
};

/** An external as a row of a table. */
export const externalColumns: readonly Column<AnyMember>[] = [
  { key: 'person', head: 'Person', opens: true, cell: (member) => <Person member={member} /> },
  { key: 'status', head: 'Status', spare: 1, cell: ({ status }) => <Status look={looks[status]} /> },
  { key: 'role', head: 'Role', cell: (member) => member.roleNames.join(', ') },
  { key: 'reach', head: 'May reach', cell: mayReach },
  { key: 'access', head: 'Access', cell: (member) => <AccessUntil at={member.accessUntil} /> },
  { key: 'active', head: 'Last active', end: true, spare: 2, cell: (member) => <When at={member.lastActiveAt} /> },
  { key: 'acts', head: 'Actions', end: true, cell: (member) => <ExternalMenu member={member} /> },
];

/** The same where a table does not fit. @param box chooses them, where something can be done about several */
export const smallExternal =
  (box: (member: AnyMember) => ReactNode) => (member: AnyMember, name: (content: ReactNode) => ReactNode) => (
    <>
      <div className={classes.line}>
        <span className={classes.person}>
          {box(member)}
          {name(<Person member={member} />)}
        </span>
        <ExternalMenu member={member} />
      </div>
      <div className={classes.line}>
        <span className={classes.indent}>{mayReach(member)}</span>
        <AccessUntil at={member.accessUntil} />
      </div>
    </>
  );

/** What is done about several externals together. */
export function Chosen({ members, clear }: { members: readonly AnyMember[]; clear: () => void }) {
  const [limiting, limit] = useDisclosure(false);
  return (
    <div className={classes.chosen} role="group" aria-label="Chosen externals">
      <b role="status">{count(members.length)} selected</b>
      <Button variant="default" onClick={limit.open}>
        Extend access…
      </Button>
      <Button variant="subtle" onClick={clear}>
        Clear
      </Button>
      <AccessDialog members={members} opened={limiting} close={limit.close} />
    </div>
  );
}
