import { permissions, type Permission } from '@annals/contracts';
import { Tooltip } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { getRouteApi, Link } from '@tanstack/react-router';
import { Fragment } from 'react';
import { useOrganization } from '../../app/frame/frame-context';
import { useGrid } from '../../components/use-grid';
import type { AnyRole } from '../../components/use-roles';
import { plural } from '../../format/words';
import type { Area } from './areas';
import { type Cell, cellOf } from './cells';
import { WhoCan } from './who-can';
import classes from './roles.module.css';

/** Where arrows come to (`useGrid`). */
const stop = { 'data-stop': true, tabIndex: -1 } as const;

const route = getRouteApi('/signed-in/organizations/$organizationId/people');

/** Permissions down, roles across: built-in ones, then the organization's own. Arrows move between cells, Enter opens. */
export function Matrix({ roles, areas }: { roles: readonly AnyRole[]; areas: readonly Area[] }) {
  const grid = useGrid();
  return (
    <section className={classes.frame} aria-label="Roles and what they allow">
      <table className={classes.matrix} aria-label="Roles" {...grid}>
        <thead>
          <tr>
            <th scope="col" {...stop}>
              A role may
            </th>
            {roles.map((each) => (
              <Head key={each.role} role={each} />
            ))}
          </tr>
          <tr>
            <th scope="row" {...stop}>
              Held by
            </th>
            {roles.map((each) => (
              <td key={each.role} data-own={!each.builtIn || undefined}>
                <Holders role={each} inGrid />
              </td>
            ))}
          </tr>
        </thead>
        {areas.map((area) => (
          <tbody key={area.name}>
            <tr className={classes.area}>
              <th scope="rowgroup" colSpan={roles.length + 1}>
                {area.name}
              </th>
            </tr>
            {area.permissions.map((each) => (
              <Row key={each} permission={each} roles={roles} />
            ))}
          </tbody>
        ))}
      </table>
    </section>
  );
}

function Head({ role }: { role: AnyRole }) {
  const { organizationId } = useOrganization();
  return (
    <th scope="col" data-own={!role.builtIn || undefined} {...(role.builtIn ? stop : {})}>
      {role.builtIn ? (
        role.name
      ) : (
        <Link
          to="/organizations/$organizationId/people/roles/$roleId"
          params={{ organizationId, roleId: role.role }}
          title={role.purpose ?? undefined}
          {...stop}
        >
          {role.name}
        </Link>
      )}
      {role.isDefault && <span className={classes.default}>Default</span>}
    </th>
  );
}

/** How many have a role, which leads to them. */
export function Holders({ role, inGrid = false }: { role: AnyRole; inGrid?: boolean }) {
  const { organizationId } = useOrganization();
  const stops = inGrid ? stop : {};
  if (role.members === 0)
    return (
      <span className={classes.nobody} {...stops}>
        nobody
      </span>
    );
  return (
    <Link
      to="/organizations/$organizationId/people"
      params={{ organizationId }}
      search={{ role: role.role }}
      className={classes.holders}
      {...stops}
      aria-label={`${plural(role.members, 'person', 'people')} with the role ${role.name}`}
    >
      {plural(role.members, 'person', 'people')}
    </Link>
  );
}

function Row({ permission, roles }: { permission: Permission; roles: readonly AnyRole[] }) {
  const { can } = useOrganization();
  const { may } = route.useSearch();
  const navigate = route.useNavigate();
  const isOpen = may === permission;
  const opens = can('effective_access:read');
  const toggle = () =>
    void navigate({ search: (before) => ({ ...before, may: isOpen ? undefined : permission }), replace: true });
  return (
    <Fragment>
      <tr data-open={isOpen || undefined}>
        <th scope="row" {...(opens ? {} : stop)}>
          {opens ? (
            <button type="button" className={classes.open} aria-expanded={isOpen} data-row onClick={toggle} {...stop}>
              {permissions[permission]}
            </button>
          ) : (
            permissions[permission]
          )}
        </th>
        {roles.map((each) => (
          <AllowsCell key={each.role} role={each} permission={permission} />
        ))}
      </tr>
      {isOpen && opens && (
        <tr data-open>
          <td colSpan={roles.length + 1} className={classes.who}>
            <WhoCan permission={permission} />
          </td>
        </tr>
      )}
    </Fragment>
  );
}

/** Where a rule is said the keyboard stops at the rule, elsewhere at the cell. */
function AllowsCell({ role, permission }: { role: AnyRole; permission: Permission }) {
  const cell = cellOf(role, permission);
  return (
    <td data-own={!role.builtIn || undefined} {...(cell.is === 'partly' ? {} : stop)}>
      {cell.is === 'partly' ? (
        <Tooltip label={cell.rule} events={{ hover: true, focus: true, touch: true }} multiline maw={280}>
          <span className={classes.partly} {...stop}>
            Partly<span className={classes.spoken}>: {cell.rule}</span>
          </span>
        </Tooltip>
      ) : (
        <Allows cell={cell} />
      )}
    </td>
  );
}

/** How far a role allows something. */
export function Allows({ cell }: { cell: Cell }) {
  switch (cell.is) {
    case 'all':
      return <IconCheck size={16} stroke={2} className={classes.yes} aria-label="yes" role="img" />;
    case 'none':
      return (
        <span aria-label="no" role="img">
          –
        </span>
      );
    case 'own':
      return <span className={classes.some}>Own</span>;
    case 'reads':
      return <span className={classes.some}>Reads</span>;
    case 'partly':
      return <span className={classes.partly}>Partly</span>;
  }
}
