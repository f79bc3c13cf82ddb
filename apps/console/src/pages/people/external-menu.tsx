import type { Member } from '@annals/contracts';
import { Menu } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { Link } from '@tanstack/react-router';
import type { z } from 'zod';
import { useOrganization } from '../../app/frame/frame-context';
import { RowMenu } from '../../components/row-menu';
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
      <RowMenu of={personal(member.alias)}>
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
      </RowMenu>
      {limitable && <AccessDialog members={[member]} opened={limiting} close={limit.close} />}
      {suspendable && <ReinstateDialog member={member} opened={reinstating} close={reinstate.close} />}
    </>
  );
}
