import { useOrganization } from '../../app/frame/frame-context';
import { InvitedExternals } from './invited-externals';
import { Members } from './members';
import classes from './people.module.css';

/** W15: everybody who belongs to somebody else, and those who are invited so. */
export function Externals() {
  const { can } = useOrganization();
  return (
    <>
      <Members externals />
      {can('members.email:read') && <InvitedExternals />}
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
