import {
  hideableRole,
  MOST_HOLD_DAYS,
  OrganizationPolicies,
  ownerTerms,
  type PolicyName,
  roleName,
  workspaceTerms,
  catalogueTerms,
} from '@annals/contracts';
import { Button, Checkbox, NativeSelect, NumberInput, Switch } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { KeptDays } from '../runs/kept-days';
import classes from './policies.module.css';
import type { Switched } from './policy-consequences';
import type { PoliciesShown } from './starting-point';

interface ControlProps extends PoliciesShown {
  name: PolicyName;
  /** A switch is turned only after its consequences were seen. */
  ask: (asked: Switched) => void;
}

const choices = { ownerTerm: ownerTerms, workspaceTerm: workspaceTerms, catalogue: catalogueTerms } as const;

/** By what a policy is set. */
export function Control({ name, policies, mayChange, command, ask }: ControlProps): ReactNode {
  const disabled = !mayChange || command.pending;
  const label = { 'aria-labelledby': `policy-${name}`, disabled };
  switch (name) {
    case 'hiddenRoles':
      return <RoleBoxes {...{ policies, mayChange, command }} />;
    case 'ownerTerm':
    case 'workspaceTerm':
    case 'catalogue':
      return (
        <NativeSelect
          {...label}
          value={policies[name]}
          data={Object.entries(choices[name]).map(([value, text]) => ({ value, label: text }))}
          onChange={(event) => {
            const asked = OrganizationPolicies.partial().safeParse({ [name]: event.currentTarget.value });
            if (asked.data) void command.run(asked.data);
          }}
        />
      );
    case 'runsKeptDays':
      return <KeptRuns key={policies.runsKeptDays} {...{ policies, mayChange, command }} />;
    case 'invitationsPerDay':
      return <HowMany key={policies[name]} name={name} min={1} max={10_000} {...{ policies, mayChange, command }} />;
    case 'erasureHoldDays':
      return (
        <HowMany key={policies[name]} name={name} min={0} max={MOST_HOLD_DAYS} {...{ policies, mayChange, command }} />
      );
    default:
      return (
        <Switch
          {...label}
          checked={policies[name]}
          onChange={(event) => {
            command.reset();
            ask({ name, to: event.currentTarget.checked });
          }}
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

/** W23: for how long runs are seen; what that hides is said before it is so. */
function KeptRuns({ policies, mayChange, command }: PoliciesShown) {
  return (
    <KeptDays
      labelledBy="policy-runsKeptDays"
      days={policies.runsKeptDays}
      otherwise="For ever"
      mayChange={mayChange}
      pending={command.pending}
      save={(days) => command.run({ runsKeptDays: days })}
    />
  );
}

interface HowManyProps extends PoliciesShown {
  name: 'invitationsPerDay' | 'erasureHoldDays';
  min: number;
  max: number;
}

function HowMany({ name, min, max, policies, mayChange, command }: HowManyProps) {
  const [count, setCount] = useState<number | string>(policies[name]);
  const asked = OrganizationPolicies.shape[name].safeParse(count).data;
  return (
    <span className={classes.number}>
      <NumberInput
        aria-labelledby={`policy-${name}`}
        min={min}
        max={max}
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
          disabled={asked === undefined || asked === policies[name]}
          onClick={() => {
            if (asked !== undefined) void command.run({ [name]: asked });
          }}
        >
          Save
        </Button>
      )}
    </span>
  );
}
