import { isSystemRole } from '@annals/contracts';
import { Button } from '@mantine/core';
import { IconArrowRight } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { rolesQuery } from '../../api/queries';
import { useOrganization } from '../../app/frame/frame-context';
import { useTerms } from '../../components/use-terms';
import classes from './policies.module.css';
import { consequencesOf, type Holders, type Switched } from './policy-consequences';
import type { PoliciesShown } from './starting-point';

/** What switching a policy means, before it is done. */
export function WouldSwitch({ asked, done, policies, command }: PoliciesShown & { asked: Switched; done: () => void }) {
  const { organizationId, can } = useOrganization();
  const say = useTerms();
  const roles = useQuery({ ...rolesQuery(organizationId), enabled: can('roles:read') });
  const holders: Holders = Object.fromEntries(
    (roles.data ?? []).filter(({ role }) => isSystemRole(role)).map((each) => [each.role, each]),
  );
  const { name, to } = asked;
  return (
    <div className={classes.consequences} role="group" aria-label="What it means">
      <ul aria-live="polite">
        {consequencesOf(asked, policies, holders).map((line) => (
          <li key={line}>
            <IconArrowRight size={16} stroke={1.7} aria-hidden />
            {say(line)}
          </li>
        ))}
      </ul>
      <div className={classes.acts}>
        <Button
          loading={command.pending}
          onClick={() => {
            void command.run({ [name]: to }).then(done);
          }}
        >
          Switch {to ? 'on' : 'off'}
        </Button>
        <Button variant="default" onClick={done} data-autofocus>
          Keep {to ? 'off' : 'on'}
        </Button>
      </div>
    </div>
  );
}
