import type { BulkFate, BulkLine, BulkPreview } from '@annals/contracts';
import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import type { z } from 'zod';
import type { ApiError } from '../../api/problem';
import { Box } from '../../components/box';
import { type Column, DataTable } from '../../components/data-table';
import { InlineError } from '../../components/failure';
import { count, plural } from '../../format/words';
import classes from './invite-list.module.css';

type Line = z.output<typeof BulkLine>;

/** What becomes of a line, as people read it. */
const fates: Readonly<Record<BulkFate, string>> = {
  invite: 'Is invited',
  already_member: 'Is a member already',
  already_invited: 'Is invited already',
  repeated: 'Stands above already',
  no_address: 'Is no e-mail address',
  no_such_role: 'Names a role that is not there',
  role_not_grantable: 'Has a role that you cannot grant',
  domain_not_allowed: 'Is at none of your domains, which a policy asks for',
  over_daily_cap: 'Is more than may be invited in a day',
  over_seats: 'Is more than there are free seats',
};
/** Nothing is wrong with these. */
const harmless: readonly BulkFate[] = ['already_member', 'already_invited', 'repeated'];
const toneOf = (does: BulkFate) => (does === 'invite' ? 'ok' : harmless.includes(does) ? 'quiet' : 'bad');

interface Props {
  preview: z.output<typeof BulkPreview>;
  error: ApiError | null;
  pending: boolean;
  act: () => void;
}

/** What each line of a list will do, and the act that does it. */
export function ListPreview({ preview: { items, invites, leftToday, seatsLeft }, error, pending, act }: Props) {
  const others = items.length - invites;
  return (
    <Box title="What it will do">
      <div className={classes.body}>
        <p>
          <b>{plural(invites, 'person is', 'people are')} invited</b>
          {others > 0 ? `, ${plural(others, 'line is', 'lines are')} left out` : ''}. After that{' '}
          {plural(leftToday, 'invitation is', 'invitations are')} left for today
          {seatsLeft === null ? '' : `, and ${plural(seatsLeft, 'seat is', 'seats are')} free`}.
        </p>
        <DataTable label="Lines of the list" columns={columns} rows={items} rowKey={({ line }) => line} small={small} />
        <InlineError error={error} />
        <div>
          <Button loading={pending} disabled={invites === 0} onClick={act}>
            {invites === 1 ? 'Send 1 invitation' : `Send ${count(invites)} invitations`}
          </Button>
        </div>
      </div>
    </Box>
  );
}

const Fate = ({ does }: Pick<Line, 'does'>) => <span data-tone={toneOf(does)}>{fates[does]}</span>;

const columns: readonly Column<Line>[] = [
  { key: 'line', head: 'Line', cell: ({ line }) => count(line) },
  {
    key: 'email',
    head: 'E-mail',
    cell: ({ email }) => <b className={classes.address}>{email === '' ? '–' : email}</b>,
  },
  { key: 'roles', head: 'Role', cell: ({ roleNames }) => roleNames.join(', ') },
  { key: 'does', head: 'What it does', cell: ({ does }) => <Fate does={does} /> },
];

const small = ({ line, email, roleNames, does }: Line): ReactNode => (
  <>
    <div className={classes.line}>
      <b className={classes.address}>{email === '' ? '–' : email}</b>
      <span>line {count(line)}</span>
    </div>
    <div className={classes.line}>
      <span>{roleNames.join(', ')}</span>
      <Fate does={does} />
    </div>
  </>
);
