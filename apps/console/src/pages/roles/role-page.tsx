import { IconMapOff } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { rolesQuery } from '../../api/queries';
import { useOrganization } from '../../app/frame/frame-context';
import { Page } from '../../app/frame/page';
import { LoadFailure } from '../../components/failure';
import { Forbidden } from '../../components/page-states';
import { SkeletonRows } from '../../components/skeleton';
import { StateBox } from '../../components/state-box';
import { RoleForm } from './role-form';

const route = getRouteApi('/signed-in/organizations/$organizationId/people/roles/$roleId');

/** A new role, or one of the organization's own: what it is called and what it allows. */
export function RolePage() {
  const { organizationId, can } = useOrganization();
  const { roleId } = route.useParams();
  const { from } = route.useSearch();
  const roles = useQuery({ ...rolesQuery(organizationId), enabled: can('roles:read') });
  if (!can('roles.custom:manage') || !can('roles:read'))
    return (
      <Framed title="Role">
        <Forbidden what="editor of roles" needs={can('roles:read') ? 'roles.custom:manage' : 'roles:read'} />
      </Framed>
    );
  if (roles.data === undefined)
    return (
      <Framed title="Role">
        {roles.error === null ? (
          <SkeletonRows />
        ) : (
          <LoadFailure what="role" error={roles.error} retry={() => void roles.refetch()} />
        )}
      </Framed>
    );
  const role = roles.data.find((each) => each.role === roleId && !each.builtIn);
  if (roleId === 'new')
    return (
      <Framed title="New role">
        <RoleForm key={`new ${from}`} roles={roles.data} from={from} />
      </Framed>
    );
  if (role === undefined)
    return (
      <Framed title="Role">
        <StateBox icon={IconMapOff} title="There is no such role">
          It may have been retired. Built-in roles are not changed: make a copy of one.
        </StateBox>
      </Framed>
    );
  return (
    <Framed title={role.name}>
      <RoleForm key={`${role.role} ${role.changedAt}`} roles={roles.data} role={role} />
    </Framed>
  );
}

function Framed({ title, children }: { title: string; children: ReactNode }) {
  const { organizationId } = useOrganization();
  const way = (
    <>
      <Link to="/organizations/$organizationId/people" params={{ organizationId }}>
        People
      </Link>
      {' / '}
      <Link to="/organizations/$organizationId/people" params={{ organizationId }} search={{ tab: 'roles' }}>
        Roles
      </Link>
    </>
  );
  return (
    <Page title={title} way={way}>
      {children}
    </Page>
  );
}
