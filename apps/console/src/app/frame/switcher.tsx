import type { MyInvitation } from '@annals/contracts';
import { Button, Popover, TextInput, UnstyledButton } from '@mantine/core';
import { IconBuilding, IconCheck, IconPlus, IconSearch, IconSelector } from '@tabler/icons-react';
import { Link, useRouter } from '@tanstack/react-router';
import { type KeyboardEvent, useState } from 'react';
import { OrganizationAvatar } from '../../components/avatar';
import { InlineError } from '../../components/failure';
import { useInvitationAnswer, useMyInvitations } from '../../components/use-my-invitations';
import { dayAndMonth } from '../../format/time';
import { list, plural } from '../../format/words';
import { lastPath, places } from '../last-place';
import { useOrganization } from './frame-context';
import classes from './switcher.module.css';
import frame from './sidebar.module.css';

/** From one organization to another: find by name, Enter opens the first at the page where the reader last was. */
export function Switcher({ opened, setOpened }: { opened: boolean; setOpened: (opened: boolean) => void }) {
  const { organization, me } = useOrganization();
  const sub = me.organizations.length < 2 ? 'Your organization' : plural(me.organizations.length, 'organization');
  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-start" width={296} trapFocus>
      <Popover.Target>
        <UnstyledButton
          className={frame.switcher}
          onClick={() => {
            setOpened(!opened);
          }}
          aria-haspopup="dialog"
          aria-expanded={opened}
        >
          <OrganizationAvatar id={organization.organizationId} name={organization.name} logo={organization.logo} />
          <span className={frame.names}>
            <span className={frame.name}>{organization.name}</span>
            <span className={frame.sub}>{sub}</span>
          </span>
          <IconSelector size={16} stroke={1.7} aria-hidden className={frame.dim} />
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown className={classes.drop} aria-label="Switch organization">
        <Choices
          close={() => {
            setOpened(false);
          }}
        />
      </Popover.Dropdown>
    </Popover>
  );
}

function Choices({ close }: { close: () => void }) {
  const { organizationId, me } = useOrganization();
  const router = useRouter();
  const [text, setText] = useState('');
  const known = places();
  const found = me.organizations.filter((each) => each.name.toLowerCase().includes(text.trim().toLowerCase()));
  const go = (id: string) => {
    close();
    router.history.push(lastPath(id, known));
  };
  const enter = (event: KeyboardEvent) => {
    const first = found[0];
    if (event.key === 'Enter' && first !== undefined) go(first.organizationId);
  };
  return (
    <>
      <TextInput
        className={classes.find}
        placeholder="Find an organization"
        aria-label="Find an organization"
        leftSection={<IconSearch size={15} stroke={1.7} aria-hidden />}
        value={text}
        onChange={(event) => {
          setText(event.currentTarget.value);
        }}
        onKeyDown={enter}
        data-autofocus
      />
      <p className={classes.group}>Your organizations</p>
      <div className={classes.list}>
        {found.length === 0 && <p className={classes.none}>None of that name.</p>}
        {found.map((each) => (
          <a
            key={each.organizationId}
            href={lastPath(each.organizationId, known)}
            className={classes.item}
            onClick={(event) => {
              if (!event.ctrlKey && !event.metaKey && !event.shiftKey) {
                event.preventDefault();
                go(each.organizationId);
              }
            }}
          >
            <OrganizationAvatar id={each.organizationId} name={each.name} logo={each.logo} />
            <span className={frame.names}>
              <span className={frame.name}>{each.name}</span>
              <span className={frame.sub}>{each.roleNames.join(', ')}</span>
            </span>
            {each.organizationId === organizationId && <IconCheck size={16} stroke={1.7} aria-label="This one" />}
          </a>
        ))}
      </div>
      <Invitations close={close} />
      <div className={classes.end}>
        <Link to="/organizations" className={classes.item} data-all onClick={close}>
          <IconBuilding size={16} stroke={1.7} aria-hidden />
          All organizations
        </Link>
        <Link to="/new-organization" className={classes.item} data-all onClick={close}>
          <IconPlus size={16} stroke={1.7} aria-hidden />
          Create organization
        </Link>
      </div>
    </>
  );
}

function Invitations({ close }: { close: () => void }) {
  const invitations = useMyInvitations();
  if (invitations.length === 0) return null;
  return (
    <>
      <p className={classes.group}>Invitations</p>
      {invitations.map((each) => (
        <Invitation key={each.invitationId} invitation={each} close={close} />
      ))}
    </>
  );
}

function Invitation({ invitation, close }: { invitation: MyInvitation; close: () => void }) {
  const { accept, accepting, error } = useInvitationAnswer(invitation, close);
  return (
    <div className={classes.item}>
      <OrganizationAvatar id={invitation.organizationId} name={invitation.organizationName} />
      <span className={frame.names}>
        <span className={frame.name}>{invitation.organizationName}</span>
        <span className={frame.sub}>
          {list(invitation.roleNames)} · until {dayAndMonth(invitation.expiresAt)}
        </span>
        <InlineError error={error} />
      </span>
      <Button variant="default" size="xs" loading={accepting} onClick={accept}>
        Accept
      </Button>
    </div>
  );
}
