import type { Member } from '@annals/contracts';
import { ActionIcon, Menu } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconDots } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { z } from 'zod';
import { useOrganization } from '../../app/frame/frame-context';
import { personal } from '../../format/words';
import { AccessDialog } from './access-dialog';
import { actsOn } from './acts-on';
import { ReinstateDialog } from './reinstate-dialog';

/** What the reader may do about one external, from their row. */
export function ExternalMenu({ member }: { member: z.output<typeof Member> }) {
  const frame = useOrganization();
  const of = { organizationId: frame.organizationId, personId: member.personId };
  const { removable, suspendable, limitable } = actsOn(member, frame);
  const [limiting, limit] = useDisclosure(false);
  const [reinstating, reinstate] = useDisclosure(false);
  if (!removable && !suspendable && !limitable) return null;
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon variant="subtle" color="gray" size={32} aria-label={`More about ${personal(member.alias)}`}>
            <IconDots size={16} stroke={1.7} aria-hidden />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {limitable && <Menu.Item onClick={limit.open}>Extend access…</Menu.Item>}
          {suspendable && member.status === 'suspended' && <Menu.Item onClick={reinstate.open}>Reinstate…</Menu.Item>}
          {suspendable && member.status !== 'suspended' && (
            <Menu.Item
              renderRoot={(props) => (
                <Link {...props} to="/organizations/$organizationId/people/$personId/suspend" params={of} />
              )}
            >
              Suspend…
            </Menu.Item>
          )}
          {removable && (
            <Menu.Item
              renderRoot={(props) => (
                <Link {...props} to="/organizations/$organizationId/people/$personId/remove" params={of} />
              )}
            >
              Remove…
            </Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
      {limitable && <AccessDialog members={[member]} opened={limiting} close={limit.close} />}
      {suspendable && <ReinstateDialog member={member} opened={reinstating} close={reinstate.close} />}
    </>
  );
}
