import {
  hideableRole,
  OrganizationPolicies,
  ownerTerms,
  policyNames,
  type PolicyName,
  policyWords,
  roleName,
  workspaceTerms,
} from '@annals/contracts';
import { Button, Checkbox, NativeSelect, NumberInput, Switch } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { Box } from '../../components/box';
import { InlineError } from '../../components/failure';
import classes from './policies.module.css';
import { type PoliciesShown, startingPoints } from './starting-point';

const hints: Readonly<Record<PolicyName, string>> = {
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
  externalsTakeSeats: 'Off: who is nothing but an external takes none.',
};

/** Every policy by itself: what it is set to, and whether that is as at the starting point. */
export function PolicySwitches(shown: PoliciesShown) {
  const { nearest } = startingPoints(shown.policies);
  return (
    <Box title="Policies">
      {policyNames.map((name) => (
        <div key={name} className={classes.policy} data-wide={name === 'hiddenRoles' || undefined}>
          <div>
            <h3 className={classes.name} id={`policy-${name}`}>
              {policyWords[name][0]}
              {nearest.changes[name] !== undefined && <span className={classes.tag}>not as in {nearest.name}</span>}
            </h3>
            <p className={classes.hint}>{hints[name]}</p>
          </div>
          <Control {...shown} name={name} />
        </div>
      ))}
      <div className={classes.error}>
        <InlineError error={shown.command.error} />
      </div>
    </Box>
  );
}

function Control({ name, policies, mayChange, command }: PoliciesShown & { name: PolicyName }): ReactNode {
  const disabled = !mayChange || command.pending;
  const label = { 'aria-labelledby': `policy-${name}`, disabled };
  switch (name) {
    case 'hiddenRoles':
      return <RoleBoxes {...{ policies, mayChange, command }} />;
    case 'ownerTerm':
    case 'workspaceTerm':
      return (
        <NativeSelect
          {...label}
          value={policies[name]}
          data={Object.entries(name === 'ownerTerm' ? ownerTerms : workspaceTerms).map(([value, text]) => ({
            value,
            label: text,
          }))}
          onChange={(event) => {
            const asked = OrganizationPolicies.partial().safeParse({ [name]: event.currentTarget.value });
            if (asked.data) void command.run(asked.data);
          }}
        />
      );
    case 'invitationsPerDay':
      return <HowMany key={policies.invitationsPerDay} {...{ policies, mayChange, command }} />;
    default:
      return (
        <Switch
          {...label}
          checked={policies[name]}
          onChange={(event) => void command.run({ [name]: event.currentTarget.checked })}
        />
      );
  }
}

/** Which built-in roles are offered: what is not ticked is hidden. */
function RoleBoxes({ policies, mayChange, command }: PoliciesShown) {
  return (
    <div className={classes.roles} role="group" aria-labelledby="policy-hiddenRoles">
      {hideableRole.options.map((role) => (
        <Checkbox
          key={role}
          label={roleName(role)}
          checked={policies.hiddenRoles.includes(role)}
          disabled={!mayChange || command.pending}
          onChange={(event) => {
            const hides = event.currentTarget.checked;
            const hiddenRoles = hideableRole.options.filter((each) =>
              each === role ? hides : policies.hiddenRoles.includes(each),
            );
            void command.run({ hiddenRoles });
          }}
        />
      ))}
    </div>
  );
}

function HowMany({ policies, mayChange, command }: PoliciesShown) {
  const [count, setCount] = useState<number | string>(policies.invitationsPerDay);
  const asked = OrganizationPolicies.shape.invitationsPerDay.safeParse(count).data;
  return (
    <span className={classes.number}>
      <NumberInput
        aria-labelledby="policy-invitationsPerDay"
        min={1}
        max={10_000}
        allowDecimal={false}
        hideControls
        readOnly={!mayChange}
        value={count}
        onChange={setCount}
      />
      {mayChange && (
        <Button
          variant="default"
          loading={command.pending}
          disabled={asked === undefined || asked === policies.invitationsPerDay}
          onClick={() => {
            if (asked !== undefined) void command.run({ invitationsPerDay: asked });
          }}
        >
          Save
        </Button>
      )}
    </span>
  );
}
