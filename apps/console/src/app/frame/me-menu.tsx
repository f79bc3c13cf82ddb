import { Menu, UnstyledButton } from '@mantine/core';
import {
  IconActivityHeartbeat,
  IconBuilding,
  IconId,
  IconLifebuoy,
  IconLogout,
  IconShieldLock,
  IconUser,
} from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { PersonAvatar } from '../../components/avatar';
import { linksQuery } from '../../api/installation';
import { personal } from '../../format/words';
import { useOrganization } from './frame-context';
import classes from './sidebar.module.css';
import { useSignOut } from './use-sign-out';

/** Where the operator helps (D27), each shown where it is configured. */
const helps = [
  { of: 'support', words: 'Support', icon: IconLifebuoy },
  { of: 'status', words: 'Status', icon: IconActivityHeartbeat },
  { of: 'security', words: 'Report a weakness', icon: IconShieldLock },
] as const;

/** The reader: account, help and sign-out. */
export function MeMenu() {
  const { me, membership, organizationId } = useOrganization();
  const signOut = useSignOut();
  const links = useQuery(linksQuery).data;
  const helping = helps.flatMap(({ of, ...help }) => (links?.[of] ? [{ ...help, to: links[of] }] : []));
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
        {helping.map(({ words, icon: Icon, to }) => (
          <Menu.Item
            key={words}
            component="a"
            href={to}
            target="_blank"
            rel="noreferrer"
            leftSection={<Icon size={15} stroke={1.7} aria-hidden />}
          >
            {words}
          </Menu.Item>
        ))}
        <Menu.Item leftSection={<IconLogout size={15} stroke={1.7} aria-hidden />} onClick={() => void signOut.run({})}>
          Sign out
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
