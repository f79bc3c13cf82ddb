import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconEye, IconPlayerStopFilled } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type EmergencyStop, emergencyStopsQuery } from '../../api/emergency-stops';
import { useWorkspaceNames } from '../../components/use-workspace-names';
import { clock, date } from '../../format/time';
import { entryNumber, personal, plural } from '../../format/words';
import { useOrganization } from './frame-context';
import { LiftDialog } from './lift-dialog';
import classes from './status-strip.module.css';

/** On every page of an organization in which all runs are stopped somewhere (W22): where, since when, by whom and why. */
export function EmergencyStrip() {
  const { organizationId, organization } = useOrganization();
  const { data } = useQuery(emergencyStopsQuery(organizationId));
  const [all, { open }] = useDisclosure(false);
  const stops = data?.items ?? [];
  // What stands still altogether says so itself.
  if (stops.length === 0 || organization.status.status !== 'active') return null;
  const [widest, ...others] = [...stops].sort((one, other) => breadth(one) - breadth(other));
  return (
    <>
      {widest !== undefined && <Strip stop={widest} />}
      {all && others.map((stop) => <Strip key={stop.targetId} stop={stop} />)}
      {!all && others.length > 0 && (
        <div className={classes.strip}>
          <button type="button" className={classes.more} onClick={open}>
            {plural(others.length, 'more emergency stop', 'more emergency stops')}
          </button>
        </div>
      )}
    </>
  );
}

const breadth = ({ scope }: EmergencyStop): number => ['organization', 'workspace', 'bot'].indexOf(scope);

function Strip({ stop }: { stop: EmergencyStop }) {
  const { organizationId, can } = useOrganization();
  const name = useNameOf(stop);
  return (
    <div className={classes.strip} role="alert">
      <IconPlayerStopFilled size={16} aria-hidden />
      <span className={classes.said}>
        <b>
          All runs of {name} are stopped since {date(stop.since)}, {clock(stop.since, false)} UTC
        </b>
        <br />
        {stop.by.label === undefined ? 'Somebody' : personal(stop.by.label)}
        {stop.reason === null ? '' : `: “${stop.reason}”`}{' '}
        {can('audit:read') && (
          <Link
            className={classes.entry}
            to="/organizations/$organizationId/audit"
            params={{ organizationId }}
            search={{ row: stop.sequence }}
          >
            {entryNumber(stop.sequence)}
          </Link>
        )}
      </span>
      <Acts stop={stop} name={name} />
    </div>
  );
}

function Acts({ stop, name }: { stop: EmergencyStop; name: string }) {
  const { organizationId, can } = useOrganization();
  const [asking, ask] = useDisclosure(false);
  const mayLift =
    stop.scope === 'organization'
      ? can('org:emergency_stop')
      : can('bots:emergency_stop', stop.workspaceId ?? undefined);
  return (
    <span className={classes.acts}>
      {can('runs:read') && (
        <Button
          variant="default"
          leftSection={<IconEye size={15} stroke={1.7} aria-hidden />}
          renderRoot={(props) => (
            <Link
              {...props}
              to="/organizations/$organizationId/runs"
              params={{ organizationId }}
              search={{ outcome: 'refused', ...(stop.scope === 'bot' ? { bot: stop.targetId } : {}) }}
            />
          )}
        >
          What was refused
        </Button>
      )}
      {mayLift && <Button onClick={ask.open}>Lift the stop…</Button>}
      <LiftDialog stop={stop} name={name} opened={asking} close={ask.close} />
    </span>
  );
}

function useNameOf({ scope, targetId, botName }: EmergencyStop): string {
  const { organization } = useOrganization();
  const workspaces = useWorkspaceNames();
  if (scope === 'bot') return botName ?? 'a bot';
  return scope === 'workspace' ? (workspaces.get(targetId) ?? 'a workspace') : organization.name;
}
