import type { PoliciesNow } from '@annals/contracts';
import { Link } from '@tanstack/react-router';
import type { z } from 'zod';
import { useOrganization } from '../../app/frame/frame-context';
import { When } from '../../components/when';
import { count, entryNumber, personal } from '../../format/words';
import classes from './policies.module.css';

export type Changes = z.output<typeof PoliciesNow>['changes'];

const nameOf = ({ kind, id, label }: Changes[number]['by']): string =>
  kind === 'user' ? personal(label) : kind === 'operator' ? `the operator ${id}` : 'Annals';

/** "Said twice, last by Priya Raman on 12 October". */
export function LastSaid({ change }: { change: Changes[number] | undefined }) {
  const { organizationId, can } = useOrganization();
  if (change === undefined) return null;
  const { times, at, by, sequence } = change;
  return (
    <p className={classes.last}>
      Said {times === 1 ? 'once' : times === 2 ? 'twice' : `${count(times)} times`}, last by {nameOf(by)}{' '}
      <When at={at} />
      {can('audit:read') && (
        <>
          {' · '}
          <Link to="/organizations/$organizationId/audit" params={{ organizationId }} search={{ row: sequence }}>
            {entryNumber(sequence)}
          </Link>
        </>
      )}
    </p>
  );
}
