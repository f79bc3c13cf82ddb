import type { Workspaces } from '@annals/contracts';
import { Link } from '@tanstack/react-router';
import type { z } from 'zod';
import { useOrganization } from '../../app/frame/frame-context';
import { useTerms } from '../../components/use-terms';
import { plural } from '../../format/words';
import classes from './workspaces.module.css';

/** Who is in every workspace without being added: by a role of the organization. */
export function ByThemselves({ access }: { access: NonNullable<z.output<typeof Workspaces>['access']> }) {
  const { organizationId } = useOrganization();
  const say = useTerms();
  const { owning, reading } = access;
  return (
    <section className={classes.hint} aria-labelledby="by-themselves">
      <h3 id="by-themselves">Who gets in by themselves</h3>
      <p>
        {say('Owners and Admins are workspace owners everywhere:')} {plural(owning, 'person', 'people')}. An Auditor
        reads everywhere: {plural(reading, 'person', 'people')}. Everybody else is added.
      </p>
      <Link to="/organizations/$organizationId/people" params={{ organizationId }} search={{}}>
        See who is here
      </Link>
    </section>
  );
}
