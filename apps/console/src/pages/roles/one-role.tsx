import { type Permission, permissions } from '@annals/contracts';
import { NativeSelect } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useOrganization } from '../../app/frame/frame-context';
import { type AnyRole, roleMeaning } from '../../components/use-roles';
import { plural } from '../../format/words';
import { areasOf } from './areas';
import { type Cell, cellOf } from './cells';
import { Allows, Holders } from './matrix';
import classes from './roles.module.css';

/** On a small screen: one role at a time. */
export function OneRole({ roles }: { roles: readonly AnyRole[] }) {
  const { organizationId } = useOrganization();
  const [chosen, choose] = useState('');
  const role = roles.find((each) => each.role === chosen) ?? roles[0];
  if (role === undefined) return null;
  return (
    <>
      <NativeSelect
        aria-label="Role"
        value={role.role}
        data={roles.map((each) => ({ value: each.role, label: labelOf(each) }))}
        onChange={(event) => {
          choose(event.currentTarget.value);
        }}
      />
      <div className={classes.about}>
        <b>{roleMeaning(role)}</b>
        <span>
          {plural(role.permissions.length, 'permission')}. Held by <Holders role={role} />
          {role.isDefault ? '. Who comes in unasked gets it.' : '.'}
        </span>
        {!role.builtIn && (
          <Link to="/organizations/$organizationId/people/roles/$roleId" params={{ organizationId, roleId: role.role }}>
            Change {role.name}
          </Link>
        )}
      </div>
      {areasOf().map((area) => (
        <section key={area.name} aria-label={area.name}>
          <h2 className={classes.smallArea}>{area.name}</h2>
          <ul className={classes.smallList}>
            {area.permissions.map((each) => (
              <Line key={each} permission={each} cell={cellOf(role, each)} />
            ))}
          </ul>
        </section>
      ))}
    </>
  );
}

function Line({ permission, cell }: { permission: Permission; cell: Cell }) {
  return (
    <li>
      <span>
        {permissions[permission]}
        {cell.is === 'partly' && <span className={classes.rule}>{cell.rule}</span>}
      </span>
      <Allows cell={cell} />
    </li>
  );
}

const labelOf = ({ name, builtIn, members }: AnyRole): string =>
  `${name} (${builtIn ? 'built in' : 'yours'}, ${plural(members, 'person', 'people')})`;
