import type { Permission } from '@annals/contracts';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { accessQuery } from '../../api/queries';
import { useOrganization } from '../../app/frame/frame-context';
import { PersonAvatar } from '../../components/avatar';
import { InlineError } from '../../components/failure';
import { count, list, personal, plural } from '../../format/words';
import classes from './roles.module.css';

/** So many are named; the others are counted. */
const NAMED = 6;

/** Who may do something, and by which of their roles. */
export function WhoCan({ permission }: { permission: Permission }) {
  const { organizationId } = useOrganization();
  const { data, error } = useQuery(accessQuery(organizationId, permission));
  if (error !== null && data === undefined) return <InlineError error={error} />;
  if (data === undefined) return <span role="status">Looking who can…</span>;
  const more = data.total - Math.min(data.items.length, NAMED);
  return (
    <span className={classes.people}>
      <b>{plural(data.total, 'person', 'people')} can:</b>
      {data.items.slice(0, NAMED).map((each) => (
        <span key={each.personId} className={classes.person}>
          <PersonAvatar name={personal(each.alias)} />
          <span>
            <Link
              to="/organizations/$organizationId/people"
              params={{ organizationId }}
              search={{ search: each.alias ?? undefined, row: each.personId }}
            >
              {personal(each.alias)}
            </Link>
            , {list(each.roleNames)}
          </span>
        </span>
      ))}
      {more > 0 && <span>and {count(more)} more</span>}
    </span>
  );
}
