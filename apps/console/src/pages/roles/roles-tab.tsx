import { peoplesPermissions } from '@annals/contracts';
import { Switch } from '@mantine/core';
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
import { ExportRoles } from './export-roles';
import { Matrix } from './matrix';
import { OneRole } from './one-role';
import classes from './roles.module.css';

type Search = z.output<typeof peopleSearch>;
const route = getRouteApi('/signed-in/organizations/$organizationId/people');

/** Which role may what; a row opens who may. */
export function RolesTab() {
  const { organizationId } = useOrganization();
  const { search = '', area, role: holder } = route.useSearch();
  const navigate = route.useNavigate();
  const [differing, setDiffering] = useState(false);
  const roles = useQuery(rolesQuery(organizationId));
  const narrow = useMediaQuery('(max-width: 760px)', false, { getInitialValueInEffect: false });
  if (roles.data === undefined)
    return roles.error === null ? (
      <SkeletonRows />
    ) : (
      <LoadFailure what="list of roles" error={roles.error} retry={() => void roles.refetch()} />
    );
  if (narrow) return <OneRole roles={roles.data} />;
  const of = roles.data.find(({ role }) => role === holder);
  const found = areasOf(
    search,
    peoplesPermissions.filter((each) => of === undefined || of.permissions.includes(each)),
  ).filter(({ name }) => area === undefined || name === area);
  const areas = shown(found, differing ? roles.data : undefined);
  const filter = (to: Pick<Search, 'area' | 'role'>) =>
    void navigate({ search: (before) => ({ ...before, ...to }), replace: true });
  return (
    <>
      <Behind error={roles.failureReason} />
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
            <ExportRoles roles={roles.data} areas={areas} />
          </span>
        }
      >
        <SearchField
          label="Search permissions"
          value={search}
          onChange={(value) =>
            void navigate({
              search: (before) => ({ ...before, search: value === '' ? undefined : value }),
              replace: true,
            })
          }
        />
        <Filter
          label="Area"
          value={area}
          options={areasOf().map(({ name }) => ({ value: name, label: name }))}
          onChange={(value) => {
            filter({ area: value });
          }}
        />
        <Filter
          label="Held by"
          value={of?.role}
          options={roles.data.map(({ role, name }) => ({ value: role, label: name }))}
          onChange={(value) => {
            filter({ role: value });
          }}
        />
      </Toolbar>
      {areas.length === 0 ? (
        <StateBox icon={IconFilterOff} title="No permission is like that">
          Search by what somebody may do, or by the name of the permission; or take a filter away.
        </StateBox>
      ) : (
        <Matrix roles={roles.data} areas={areas} />
      )}
    </>
  );
}

/** Only what some of the organization's roles allow and others do not, where that is asked; Owner may everything. */
function shown(areas: readonly Area[], differ: readonly AnyRole[] | undefined): readonly Area[] {
  if (differ === undefined) return areas;
  const others = differ.filter(({ role }) => role !== 'owner');
  return areas
    .map(({ name, permissions }) => ({
      name,
      permissions: permissions.filter(
        (each) => new Set(others.map((role) => role.permissions.includes(each))).size > 1,
      ),
    }))
    .filter(({ permissions }) => permissions.length > 0);
}
