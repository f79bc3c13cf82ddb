import type { Role } from '@annals/contracts';
import { Button, Modal, Textarea, UnstyledButton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { membersQuery } from '../../api/queries';
import { useOrganization } from '../../app/frame/frame-context';
import { DialogButtons, DialogFields } from '../../components/facts';
import { fieldSentence } from '../../components/field-sentences';
import { toast } from '../../components/toasts';
import { useSeats } from '../../components/use-seats';
import { useRoles } from '../../components/use-roles';
import { dayIn, endOfDay } from '../../format/time';
import { count, list, plural } from '../../format/words';
import { addresses, suggestion } from './addresses';
import { AccessUntilField } from './access-until';
import classes from './invite-dialog.module.css';
import { RoleChoice } from './role-choice';
import { useInvite } from './use-invite';

interface Props {
  opened: boolean;
  close: () => void;
  /** Whether externals are to be invited, unless somebody chooses otherwise. */
  externals: boolean;
}

/** Invites many addresses at once, each with its own mail and answer. */
export function InviteDialog({ opened, close, externals }: Props) {
  const { organization } = useOrganization();
  return (
    <Modal opened={opened} onClose={close} title={`Invite people to ${organization.name}`} size={560}>
      {opened && <Form close={close} externals={externals} />}
    </Modal>
  );
}

function Form({ close, externals }: Omit<Props, 'opened'>) {
  const { organizationId } = useOrganization();
  const known = useRoles();
  const [text, setText] = useState('');
  const [roles, setRoles] = useState<Role[]>([externals ? 'external' : 'member']);
  const [until, setUntil] = useState<string | null>(dayIn(90));
  const invite = useInvite();
  const seats = useSeats();
  const { valid, wrong } = addresses(text);
  // The last one may still be being typed.
  const done = wrong.filter((address) => !text.endsWith(address));
  const colleagues = (useQuery(membersQuery(organizationId, { limit: 200 })).data?.items ?? []).flatMap((member) =>
    typeof member.email === 'string' ? [member.email] : [],
  );
  const likely = valid.flatMap((address) => {
    const better = suggestion(address, colleagues);
    return better === undefined ? [] : [{ address, better }];
  });
  const send = async () => {
    const accessUntil = roles.includes('external') && until !== null ? endOfDay(until) : undefined;
    const refused = await invite.send(valid, { roles, ...(accessUntil === undefined ? {} : { accessUntil }) });
    const sent = valid.filter((address) => !refused.includes(address));
    if (sent.length > 0)
      toast({ text: `Invited ${sent.length === 1 ? (sent[0] ?? '') : plural(sent.length, 'person', 'people')}.` });
    const left = [...refused, ...wrong];
    if (left.length === 0) close();
    else setText(left.join('\n'));
  };
  const isOutside = roles.every((role) => role === 'external'); // whether they take seats is a policy
  const offered = known.all.filter(({ grantable }) => grantable).reverse();
  return (
    <DialogFields>
      <Textarea
        label="E-mail addresses"
        description="Separate with a comma or paste a list"
        autosize
        minRows={2}
        maxRows={8}
        data-autofocus
        value={text}
        onChange={(event) => {
          setText(event.currentTarget.value);
          invite.clear();
        }}
        error={done.length > 0 ? `${list(done.slice(0, 3))}: ${fieldSentence('email')}` : undefined}
      />
      {likely.map(({ address, better }) => (
        <p key={address} className={classes.likely}>
          {address} looks mistyped. Did you mean{' '}
          <UnstyledButton
            className={classes.better}
            onClick={() => {
              setText(text.replace(address, better));
            }}
          >
            {better}
          </UnstyledButton>
          ?
        </p>
      ))}
      <p className={classes.what}>
        More than a few?{' '}
        <Link to="/organizations/$organizationId/people/invite" params={{ organizationId }}>
          Invite from a list
        </Link>
      </p>
      <RoleChoice
        label="Roles"
        chosen={roles}
        offered={offered}
        onChange={setRoles}
        error={roles.length === 0 ? fieldSentence('roles') : undefined}
      />
      {roles.includes('external') && <AccessUntilField value={until} onChange={setUntil} />}
      <p className={classes.what}>
        {valid.length === 0
          ? 'Each address gets a mail with a link that works for 7 days, and only for that address.'
          : `${plural(valid.length, 'person gets', 'people get')} a mail with a link that works for 7 days, and only for that address.`}
        {isOutside || valid.length === 0 ? '' : seatsWords(seats?.free, valid.length)}
        {wrong.length > 0
          ? ` Nothing is sent to ${list(wrong.slice(0, 3).map((each) => `“${each}”`))}${wrong.length > 3 ? ` and ${wrong.length - 3} more` : ''}: ${wrong.length === 1 ? 'that is no e-mail address' : 'these are no e-mail addresses'}.`
          : ''}
      </p>
      {invite.failures.length > 0 && (
        <ul role="alert" className={classes.failures}>
          {invite.failures.map((failure) => (
            <li key={failure.address}>
              <b>{failure.address}</b>: {failure.sentence}
            </li>
          ))}
        </ul>
      )}
      <DialogButtons>
        <Button variant="default" onClick={close}>
          Cancel
        </Button>
        <Button
          loading={invite.pending}
          disabled={valid.length === 0 || roles.length === 0 || until === ''}
          onClick={() => void send()}
        >
          {valid.length < 2 ? 'Send invitation' : `Send ${valid.length} invitations`}
        </Button>
      </DialogButtons>
    </DialogFields>
  );
}

/** What so many more people mean for the seats; undefined: there is no limit. */
function seatsWords(free: number | undefined, people: number): string {
  if (free === undefined) return '';
  if (people > free) return free === 0 ? ' No seat is free.' : ` Only ${plural(free, 'seat is', 'seats are')} free.`;
  return ` ${people === 1 ? 'It takes' : 'They take'} ${count(people)} of ${plural(free, 'free seat')}.`;
}
