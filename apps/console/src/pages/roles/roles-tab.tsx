import { Switch } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { IconFilterOff } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { rolesQuery } from '../../api/queries';
import { useOrganization } from '../../app/frame/frame-context';
import { Behind, LoadFailure } from '../../components/failure';
import { SkeletonRows } from '../../components/skeleton';
import { StateBox } from '../../components/state-box';
import { SearchField, Toolbar } from '../../components/toolbar';
import type { AnyRole } from '../../components/use-roles';
import { areasOf, type Area } from './areas';
import { ExportRoles } from './export-roles';
import { Matrix } from './matrix';
import { OneRole } from './one-role';
import classes from './roles.module.css';

const route = getRouteApi('/signed-in/organizations/$organizationId/people');

/** Which role may what; a row opens who may. */
export function RolesTab() {
  const { organizationId } = useOrganization();
  const { search = '' } = route.useSearch();
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
  const areas = shown(areasOf(search), differing ? roles.data : undefined);
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
      </Toolbar>
      {areas.length === 0 ? (
        <StateBox icon={IconFilterOff} title="No permission is like that">
          Search by what somebody may do, or by the name of the permission.
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
