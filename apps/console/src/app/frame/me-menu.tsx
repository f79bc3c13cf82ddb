import { Menu, UnstyledButton } from '@mantine/core';
import { IconBuilding, IconId, IconLogout, IconUser } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { PersonAvatar } from '../../components/avatar';
import { personal } from '../../format/words';
import { useOrganization } from './frame-context';
import classes from './sidebar.module.css';
import { useSignOut } from './use-sign-out';

/** The reader: account and sign-out. */
export function MeMenu() {
  const { me, membership, organizationId } = useOrganization();
  const signOut = useSignOut();
  const name = personal(me.alias ?? me.email);
  return (
    <Menu position="top-start" width={216}>
      <Menu.Target>
        <UnstyledButton className={classes.me}>
          <PersonAvatar name={name} />
          <span className={classes.names}>
            <span className={classes.name}>{name}</span>
            <span className={classes.sub}>{membership.roleNames.join(', ')}</span>
          </span>
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          component={Link}
          to={`/organizations/${organizationId}/me`}
          leftSection={<IconId size={15} stroke={1.7} aria-hidden />}
        >
          Your profile here
        </Menu.Item>
        <Menu.Item component={Link} to="/account" leftSection={<IconUser size={15} stroke={1.7} aria-hidden />}>
          Your account
        </Menu.Item>
        <Menu.Item
          component={Link}
          to="/organizations"
          leftSection={<IconBuilding size={15} stroke={1.7} aria-hidden />}
        >
          Organizations
        </Menu.Item>
        <Menu.Item leftSection={<IconLogout size={15} stroke={1.7} aria-hidden />} onClick={() => void signOut.run({})}>
          Sign out
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
