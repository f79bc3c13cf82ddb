import { type Permission, workspacePermissionsOf } from '@annals/contracts';
import { Drawer, UnstyledButton } from '@mantine/core';
import { useDisclosure, useMediaQuery } from '@mantine/hooks';
import { useQuery, useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { getRouteApi, Outlet, useLocation } from '@tanstack/react-router';
import { useEffect, useMemo, useState } from 'react';
import { type LiveState, listen } from '../../api/live';
import { momentQuery } from '../../api/history';
import { lookAt, onlySees } from '../../api/past';
import { myPermissionsQuery } from '../../api/app-grants';
import { membershipQuery, meQuery, organizationQuery } from '../../api/queries';
import { rememberPlace } from '../last-place';
import { FrameContext, type OrganizationFrame } from './frame-context';
import classes from './frame.module.css';
import { KeyList } from './key-list';
import { Palette } from './palette';
import { Sidebar } from './sidebar';
import { useKeys } from './use-keys';

const route = getRouteApi('/signed-in/organizations/$organizationId');

/** The frame of an organization: sidebar, sheet, palette, keys and the live connection. Pages are its outlet. */
export function Frame() {
  const { organizationId } = route.useParams();
  const [menu, menuActs] = useDisclosure(false);
  const [palette, paletteActs] = useDisclosure(false);
  const [help, helpActs] = useDisclosure(false);
  const frame = useFrame(organizationId, { openMenu: menuActs.open, openPalette: paletteActs.open });
  const small = useMediaQuery('(max-width: 760px)', false, { getInitialValueInEffect: false });
  useKeys({ organizationId, palette: paletteActs.open, help: helpActs.open });
  const path = useLocation({ select: (location) => location.pathname });
  useEffect(() => {
    menuActs.close();
  }, [path, menuActs.close]);
  useEffect(() => {
    rememberPlace(organizationId, { name: frame.organization.name, page: path.split('/')[3] ?? '' });
  }, [organizationId, path, frame.organization.name]);
  return (
    <FrameContext value={frame}>
      <div className={classes.desk} data-past={frame.at !== undefined}>
        <UnstyledButton className={classes.skip} onClick={() => document.getElementById('content')?.focus()}>
          Skip to the content
        </UnstyledButton>
        {small ? (
          <Drawer
            opened={menu}
            onClose={menuActs.close}
            size={272}
            title="Menu"
            closeButtonProps={{ 'aria-label': 'Close the menu' }}
          >
            <Sidebar wide openHelp={helpActs.open} />
          </Drawer>
        ) : (
          <div className={classes.sidebar}>
            <Sidebar openHelp={helpActs.open} />
          </div>
        )}
        <div className={classes.sheet}>
          <Outlet key={frame.at ?? 'now'} />
        </div>
      </div>
      <Palette opened={palette} close={paletteActs.close} help={helpActs.open} />
      <KeyList opened={help} close={helpActs.close} />
    </FrameContext>
  );
}

function useFrame(
  organizationId: string,
  open: Pick<OrganizationFrame, 'openMenu' | 'openPalette'>,
): OrganizationFrame {
  const { data: me } = useSuspenseQuery(meQuery);
  const { data: organization } = useSuspenseQuery(organizationQuery(organizationId));
  const { data: membership } = useSuspenseQuery(membershipQuery(organizationId));
  const { data: mine } = useQuery(myPermissionsQuery(organizationId));
  const client = useQueryClient();
  const [live, setLive] = useState<LiveState>({ live: true });
  const { at } = route.useSearch();
  // What was does not move.
  useEffect(
    () => (at === undefined ? listen({ organizationId, client, onState: setLive }) : undefined),
    [organizationId, client, at],
  );
  const { data: moment } = useQuery({ ...momentQuery(organizationId, at ?? ''), enabled: at !== undefined });
  useEffect(() => {
    if (at !== undefined && moment !== undefined) lookAt({ organizationId, at, instant: Date.parse(moment.at) });
  }, [organizationId, at, moment]);
  const { openMenu, openPalette } = open;
  return useMemo(() => {
    // What the organization shows to nobody is seen by nobody, whatever they may.
    const unseen = membership.showsCatalogue ? '' : 'bots.catalogue:read';
    const granted = new Set<string>(membership.permissions.filter((name) => name !== unseen));
    const allows = (permission: Permission, workspaceId?: string) =>
      membership.workspaces.some(
        (each) =>
          (workspaceId === undefined || each.workspaceId === workspaceId) &&
          workspacePermissionsOf(each.role).includes(permission),
      );
    const shares = (permission: Permission, workspaceId?: string, botId?: string) =>
      mine?.bots.some(
        (each) =>
          (botId === undefined ? workspaceId === undefined : each.botId === botId) &&
          each.permissions.includes(permission),
      ) === true;
    return {
      organizationId,
      organization,
      membership,
      me,
      live,
      at,
      can: (permission, workspaceId, botId) =>
        (at === undefined || onlySees(permission)) &&
        (granted.has(permission) || allows(permission, workspaceId) || shares(permission, workspaceId, botId)),
      openMenu,
      openPalette,
    };
  }, [organizationId, organization, membership, mine, me, live, at, openMenu, openPalette]);
}
