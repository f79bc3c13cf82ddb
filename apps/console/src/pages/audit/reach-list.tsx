import type { Incident } from '@annals/contracts';
import type { z } from 'zod';
import { exact } from '../../format/time';
import { permissionWords, plural } from '../../format/words';
import { workspaceRoleName } from '@annals/contracts';
import classes from './incident.module.css';

type Reach = z.output<typeof Incident>['reach'][number];

/** What could have been done: as the time began, and after each change within it. */
export function ReachList({ reach, isPerson }: { reach: readonly Reach[]; isPerson: boolean }) {
  return (
    <section className={classes.reach} aria-label="What could have been done">
      <h2>What could have been done</h2>
      {reach.length === 0 && <p>Annals itself and operators hold no roles; nobody else could do anything here.</p>}
      {reach.map((one) => (
        <div key={one.since?.sequence ?? 0} className={classes.one}>
          <p className={classes.since}>
            {one.since === null ? 'As the time began' : `From ${exact(one.since.at)}, entry #${one.since.sequence}`}
          </p>
          {isPerson && <p>{one.roles.length === 0 ? 'No role' : one.roles.map(({ name }) => name).join(', ')}</p>}
          {one.workspaces.map(({ workspaceId, name, role }) => (
            <p key={workspaceId}>
              {workspaceRoleName(role)} of {name}
            </p>
          ))}
          <details>
            <summary>{plural(one.permissions.length, 'permission', 'permissions')}</summary>
            <ul>
              {one.permissions.map((permission) => (
                <li key={permission}>{permissionWords(permission)}</li>
              ))}
            </ul>
          </details>
        </div>
      ))}
    </section>
  );
}
