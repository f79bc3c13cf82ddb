import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useOrganization } from '../../app/frame/frame-context';
import { type Column, DataTable } from '../../components/data-table';
import { type AnyRole, roleMeaning } from '../../components/use-roles';
import { plural } from '../../format/words';
import { Holders } from './matrix';
import classes from './roles.module.css';

/** Every role with what it is for and who has it: built-in ones, then the organization's own. */
export const RolesList = ({ roles }: { roles: readonly AnyRole[] }) => (
  <DataTable label="Roles" columns={columns} rows={roles} rowKey={({ role }) => role} small={small} />
);

function Name({ role: { role, name, builtIn, isDefault } }: { role: AnyRole }) {
  const { organizationId } = useOrganization();
  return (
    <>
      {builtIn ? (
        name
      ) : (
        <Link to="/organizations/$organizationId/people/roles/$roleId" params={{ organizationId, roleId: role }}>
          {name}
        </Link>
      )}
      {isDefault && <span className={classes.default}>Default</span>}
    </>
  );
}

const columns: readonly Column<AnyRole>[] = [
  { key: 'name', head: 'Role', cell: (role) => <Name role={role} /> },
  { key: 'purpose', head: 'What it is for', wide: true, cell: roleMeaning },
  { key: 'holders', head: 'Held by', cell: (role) => <Holders role={role} /> },
  { key: 'permissions', head: 'Allows', end: true, cell: ({ permissions }) => plural(permissions.length, 'thing') },
];

const small = (role: AnyRole, name: (content: ReactNode) => ReactNode) => (
  <>
    {name(role.name)} {roleMeaning(role)}
  </>
);
