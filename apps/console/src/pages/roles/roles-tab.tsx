import { peoplesPermissions } from '@annals/contracts';
import { SegmentedControl, Switch } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { IconFilterOff } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import type { z } from 'zod';
import { rolesQuery } from '../../api/queries';
import type { peopleSearch } from '../../app/page-search';
import { useOrganization } from '../../app/frame/frame-context';
import { Behind, LoadFailure } from '../../components/failure';
import { SkeletonRows } from '../../components/skeleton';
import { StateBox } from '../../components/state-box';
import { Filter, SearchField, Toolbar } from '../../components/toolbar';
import type { AnyRole } from '../../components/use-roles';
import { areasOf, type Area } from './areas';
import { cellOf } from './cells';
import { ExportRoles } from './export-roles';
import { Matrix } from './matrix';
import { OneRole } from './one-role';
import { RolesList } from './roles-list';
import classes from './roles.module.css';

type Search = z.output<typeof peopleSearch>;
const route = getRouteApi('/signed-in/organizations/$organizationId/people');

/** The roles: which may what, where a row opens who may; or each with what it is for. On a small screen one at a time. */
export function RolesTab() {
  const { organizationId } = useOrganization();
  const { view } = route.useSearch();
  const roles = useQuery(rolesQuery(organizationId));
  const narrow = useMediaQuery('(max-width: 760px)', false, { getInitialValueInEffect: false });
  if (roles.data === undefined)
    return roles.error === null ? (
      <SkeletonRows />
    ) : (
      <LoadFailure what="list of roles" error={roles.error} retry={() => void roles.refetch()} />
    );
  if (narrow) return <OneRole roles={roles.data} />;
  return (
    <>
      <Behind error={roles.failureReason} />
      {view === 'list' ? <AsList roles={roles.data} /> : <AsMatrix roles={roles.data} />}
    </>
  );
}

function View() {
  const { view = 'matrix' } = route.useSearch();
  const navigate = route.useNavigate();
  return (
    <SegmentedControl
      size="xs"
      aria-label="View"
      value={view}
      data={[
        { value: 'list', label: 'List' },
        { value: 'matrix', label: 'Matrix' },
      ]}
      onChange={(value) =>
        void navigate({
          search: (before) => ({ tab: before.tab, view: value === 'list' ? 'list' : undefined }),
          replace: true,
        })
      }
    />
  );
}

function AsList({ roles }: { roles: readonly AnyRole[] }) {
  return (
    <>
      <Toolbar end={<View />}>{null}</Toolbar>
      <RolesList roles={roles} />
    </>
  );
}

function AsMatrix({ roles }: { roles: readonly AnyRole[] }) {
  const { search = '', area, role: holder } = route.useSearch();
  const navigate = route.useNavigate();
  const [differing, setDiffering] = useState(false);
  const of = roles.find(({ role }) => role === holder);
  const held = peoplesPermissions.filter((each) => of === undefined || of.permissions.includes(each));
  const found = areasOf(search, held).filter(({ name }) => area === undefined || name === area);
  const areas = shown(found, differing ? roles : undefined);
  const set = (to: Pick<Search, 'area' | 'role' | 'search'>) =>
    void navigate({ search: (before) => ({ ...before, ...to }), replace: true });
  return (
    <>
      <Toolbar
        end={
          <span className={classes.ends}>
            <Switch
              label="Where roles differ"
              checked={differing}
              onChange={(event) => {
                setDiffering(event.currentTarget.checked);
              }}
              className={classes.differ}
            />
            <View />
            <ExportRoles roles={roles} areas={areas} />
          </span>
        }
      >
        <SearchField
          label="Search permissions"
          value={search}
          onChange={(value) => {
            set({ search: value === '' ? undefined : value });
          }}
        />
        <Filter
          label="Area"
          value={area}
          options={areasOf().map(({ name }) => ({ value: name, label: name }))}
          onChange={(value) => {
            set({ area: value });
          }}
        />
        <Filter
          label="Held by"
          value={of?.role}
          options={roles.map(({ role, name }) => ({ value: role, label: name }))}
          onChange={(value) => {
            set({ role: value });
          }}
        />
      </Toolbar>
      {areas.length === 0 ? (
        <StateBox icon={IconFilterOff} title="No permission is like that">
          Search by what somebody may do, or by the name of the permission; or take a filter away.
        </StateBox>
      ) : (
        <>
          <Matrix roles={roles} areas={areas} />
          <Legend />
        </>
      )}
    </>
  );
}

const Legend = () => (
  <p className={classes.legend}>
    <b>✓</b> everywhere · <b>Own</b> as far as they are given it: in a workspace that they are in, or of one bot ·{' '}
    <b>Partly</b> by a rule, which the cell says · <b>Reads</b> sees it, does not change it
  </p>
);

/** Only what some of the organization's roles allow and others do not, where that is asked; Owner may everything. */
function shown(areas: readonly Area[], differ: readonly AnyRole[] | undefined): readonly Area[] {
  if (differ === undefined) return areas;
  const others = differ.filter(({ role }) => role !== 'owner');
  return areas
    .map(({ name, permissions }) => ({
      name,
      permissions: permissions.filter((each) => new Set(others.map((role) => cellOf(role, each).is)).size > 1),
    }))
    .filter(({ permissions }) => permissions.length > 0);
}
