import { policyNames, type PolicyName, policyWords } from '@annals/contracts';
import { useState } from 'react';
import { Box } from '../../components/box';
import { InlineError } from '../../components/failure';
import { SearchField } from '../../components/toolbar';
import { type Changes, LastSaid } from './last-said';
import classes from './policies.module.css';
import type { Switched } from './policy-consequences';
import { Control } from './policy-control';
import { type PoliciesShown, startingPoints } from './starting-point';
import { WouldSwitch } from './would-switch';

const hints: Readonly<Record<PolicyName, string>> = {
  runsKeptDays: 'Older runs are hidden, not deleted. Workspaces may say otherwise.',
  hiddenRoles: 'Nobody gets one of them any more. Who has one keeps it.',
  customRoles: 'Off: only built-in roles. What you have made goes on.',
  ownerTerm: 'In the console. The API says owner.',
  workspaceTerm: 'In the console. The API says workspace.',
  workspaceRoles: 'Owner, Manager, Builder, Operator and Viewer. Off: Members see all bots and runs.',
  membersMayCreateWorkspaces: 'Off: Owners, Admins and User admins.',
  workspaceOwnersMayInvite: 'Into the workspaces that they own. Off: only who manages invitations.',
  adminHasBilling: 'Off: Owners and Billing admins only.',
  adminMayDelete: 'Off: only Owners.',
  membersMayLeave: 'Off: only Owners and Admins leave on their own.',
  discoverable: 'On: whoever has its address sees its name, and may ask. You answer under People.',
  ownDomainsOnly: 'On: only addresses at domains that you have verified. Whoever belongs here stays.',
  invitationsPerDay: 'Links that are mailed within 24 hours.',
  catalogue: 'Beyond their own they ask for access. Externals never see others.',
  knowledgeByMeaning: 'On: texts and questions leave this installation, to the service that its operator named.',
  erasureHoldDays: 'Once two people agreed, or the person themselves. 0: it is done within 60 seconds.',
  externalsTakeSeats: 'Off: who is nothing but an external takes none.',
};

/** Every policy by itself: what it is set to, whether that is as at the starting point, and who said it last. */
export function PolicySwitches({ changes, ...shown }: PoliciesShown & { changes: Changes }) {
  const { nearest } = startingPoints(shown.policies);
  const [search, setSearch] = useState('');
  /** Which switch was turned and waits for a yes. */
  const [asked, ask] = useState<Switched | null>(null);
  const isFound = (name: PolicyName) =>
    `${policyWords[name][0]} ${hints[name]}`.toLowerCase().includes(search.trim().toLowerCase());
  const found = policyNames.filter(isFound);
  return (
    <Box title="Policies" action={<SearchField label="Search policies" value={search} onChange={setSearch} />}>
      {found.length === 0 && <p className={classes.note}>None is like that.</p>}
      {found.map((name) => (
        <div
          key={name}
          className={classes.policy}
          data-wide={name === 'hiddenRoles' || undefined}
          data-asked={asked?.name === name || undefined}
        >
          <div>
            <h3 className={classes.name} id={`policy-${name}`}>
              {policyWords[name][0]}
              {nearest.changes[name] !== undefined && <span className={classes.tag}>not as in {nearest.name}</span>}
            </h3>
            <p className={classes.hint}>{hints[name]}</p>
            <LastSaid change={changes.find((each) => each.name === name)} />
          </div>
          <Control {...shown} name={name} ask={ask} />
          {asked?.name === name && (
            <WouldSwitch
              {...shown}
              asked={asked}
              done={() => {
                ask(null);
              }}
            />
          )}
        </div>
      ))}
      <div className={classes.error}>
        <InlineError error={shown.command.error} />
      </div>
    </Box>
  );
}
