import { csvLine, permissions } from '@annals/contracts';
import { ExportButton } from '../../components/export-button';
import type { AnyRole } from '../../components/use-roles';
import type { Area } from './areas';
import { cellOf, cellWords } from './cells';

/** The matrix as a file, as it is filtered. */
function fileOf(roles: readonly AnyRole[], areas: readonly Area[]): string {
  const head = csvLine(['area', 'what', 'permission', ...roles.map(({ name }) => name)]);
  const rows = areas.flatMap((area) =>
    area.permissions.map((each) =>
      csvLine([area.name, permissions[each], each, ...roles.map((role) => cellWords[cellOf(role, each).is])]),
    ),
  );
  return [head, ...rows].join('');
}

/** Gives the matrix out as it is shown. */
export function ExportRoles({ roles, areas }: { roles: readonly AnyRole[]; areas: readonly Area[] }) {
  return (
    <ExportButton href={`data:text/csv;charset=utf-8,${encodeURIComponent(fileOf(roles, areas))}`} file="roles.csv" />
  );
}
