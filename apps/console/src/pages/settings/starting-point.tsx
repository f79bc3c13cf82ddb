import {
  type OrganizationPolicies,
  type PoliciesAsked,
  type PoliciesInForce,
  policiesChanged,
  policyNames,
  policyWords,
  type PolicyName,
  type PresetName,
  presets,
} from '@annals/contracts';
import { Button, UnstyledButton } from '@mantine/core';
import { useState } from 'react';
import type { Command } from '../../api/use-command';
import { Box } from '../../components/box';
import { InlineError } from '../../components/failure';
import { plural } from '../../format/words';
import classes from './policies.module.css';

/** The policies in force, and how they are changed. */
export interface PoliciesShown {
  policies: PoliciesInForce;
  mayChange: boolean;
  command: Command<PoliciesAsked, object>;
}

const all = Object.entries(presets).map(([name, { meaning, organization }]) => ({
  name: name as PresetName,
  meaning,
  organization: organization satisfies OrganizationPolicies,
}));

/** The starting points with what each would change, the nearest one first among equals. */
export function startingPoints(policies: PoliciesInForce) {
  const compared = all.map((each) => ({ ...each, changes: policiesChanged(policies, each.organization) }));
  const distance = ({ changes }: (typeof compared)[number]) => Object.keys(changes).length;
  const nearest = compared.reduce((best, each) => (distance(each) < distance(best) ? each : best));
  return { compared, nearest, away: distance(nearest) };
}

/** A policy with its value, in words. */
export function inPolicyWords<Name extends PolicyName>(name: Name, policies: Partial<PoliciesInForce>): string {
  const value = policies[name];
  return value === undefined ? '' : policyWords[name][1](value);
}

/** The four starting points; choosing one says what would change before anything does. */
export function StartingPoint({ policies, mayChange, command }: PoliciesShown) {
  const [chosen, choose] = useState<PresetName | null>(null);
  const { compared, nearest, away } = startingPoints(policies);
  const asked = compared.find(({ name }) => name === chosen);
  const names = asked === undefined ? [] : policyNames.filter((name) => asked.changes[name] !== undefined);
  return (
    <Box
      title="A starting point"
      action={
        <span className={classes.yours}>
          Yours is <b>{away === 0 ? nearest.name : `${nearest.name}, ${plural(away, 'change')}`}</b>
        </span>
      }
    >
      <div className={classes.points} role="group" aria-label="Starting points">
        {compared.map(({ name, meaning }) => (
          <UnstyledButton
            key={name}
            className={classes.point}
            aria-pressed={name === (chosen ?? nearest.name)}
            disabled={!mayChange}
            onClick={() => {
              command.reset();
              choose(name);
            }}
          >
            <b>{name}</b>
            <span>{meaning}</span>
          </UnstyledButton>
        ))}
      </div>
      {asked === undefined ? (
        <p className={classes.note}>Choosing one shows what would change before anything does.</p>
      ) : (
        <div className={classes.would}>
          {names.length === 0 ? (
            <p>Nothing would change: your policies are those of {asked.name}.</p>
          ) : (
            <ul>
              {names.map((name) => (
                <li key={name}>
                  <b>{policyWords[name][0]}</b>: {inPolicyWords(name, policies)} → {inPolicyWords(name, asked.changes)}
                </li>
              ))}
            </ul>
          )}
          <InlineError error={command.error} />
          <div className={classes.acts}>
            {names.length > 0 && (
              <Button
                loading={command.pending}
                onClick={() => {
                  void command.run(asked.changes).then((done) => {
                    if (done !== undefined) choose(null);
                  });
                }}
              >
                Make {plural(names.length, 'change')}
              </Button>
            )}
            <Button
              variant="default"
              onClick={() => {
                choose(null);
              }}
            >
              Keep yours
            </Button>
          </div>
        </div>
      )}
    </Box>
  );
}
