import { useQuery } from '@tanstack/react-query';
import { invitationsQuery } from '../../api/queries';
import { useOrganization } from '../../app/frame/frame-context';
import { When } from '../../components/when';
import { personal } from '../../format/words';
import { Members } from './members';
import classes from './people.module.css';

/** W15: everybody who belongs to somebody else, and those who are invited so. */
export function Externals() {
  const { can } = useOrganization();
  return (
    <>
      <Members externals />
      {can('members.email:read') && <Invited />}
      <div className={classes.rules}>
        <section>
          <h2>What externals can’t do</h2>
          <p>They see only what they were given: no list of members, no other workspaces, no money, no settings.</p>
        </section>
        <section>
          <h2>When it ends</h2>
          <p>On the last day their membership ends by itself. They stay in the history, and can be invited again.</p>
        </section>
      </div>
    </>
  );
}

/** Invited as externals, and not here yet. */
function Invited() {
  const { organizationId } = useOrganization();
  const { data } = useQuery(invitationsQuery(organizationId, { role: 'external', limit: 50 }));
  const open = (data?.items ?? []).filter(({ status }) => status === 'open');
  if (open.length === 0) return null;
  return (
    <section className={classes.invited}>
      <h2>Invited</h2>
      <ul>
        {open.map((each) => (
          <li key={each.invitationId}>
            <b>{personal(each.email)}</b>
            <span>
              invited by {personal(each.invitedByAlias)}, link ends <When at={each.expiresAt} />
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
