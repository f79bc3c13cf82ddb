import type { Workspace } from '@annals/contracts';
import { Button, NumberInput, Select, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import type { z } from 'zod';
import { useCommand } from '../../api/use-command';
import { changeWorkspaceSettings, renameWorkspace, setRunRetention, setWorkspaceLimits } from '../../api/workspaces';
import { Box } from '../../components/box';
import { InlineError } from '../../components/failure';
import { toast } from '../../components/toasts';
import { useTerms } from '../../components/use-terms';
import { count, plural } from '../../format/words';
import { KeptDays } from '../runs/kept-days';
import classes from './workspaces.module.css';

interface Props {
  organizationId: string;
  workspace: z.output<typeof Workspace>;
}

/** What a workspace is called, where it lives, when somebody counts as away in it, and how many people it takes. */
export function SettingsBox(props: Props) {
  return (
    <Box title={<span id="workspace-settings">Settings</span>}>
      <div className={classes.boxed}>
        <NameForm {...props} />
        <SettingsForm {...props} />
        <LimitForm {...props} />
        <RunsForm key={props.workspace.runsKeptDays} {...props} />
      </div>
    </Box>
  );
}

function NameForm({ organizationId, workspace: { workspaceId, name } }: Props) {
  const say = useTerms();
  const [typed, setTyped] = useState(name);
  const command = useCommand(
    (to: string, key: string) => renameWorkspace({ organizationId, workspaceId, name: to }, key),
    {
      organizationId,
      onDone: () => {
        toast({ text: `${say('Renamed the workspace to')} ${typed.trim()}.` });
      },
    },
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void command.run(typed);
  };
  return (
    <form onSubmit={submit} noValidate className={classes.form}>
      <TextInput
        label="Name"
        value={typed}
        onChange={(event) => {
          setTyped(event.currentTarget.value);
        }}
      />
      <InlineError error={command.error} />
      <Button type="submit" variant="default" loading={command.pending} disabled={typed.trim() === name}>
        Rename
      </Button>
    </form>
  );
}

const zones = Intl.supportedValuesOf('timeZone');

function SettingsForm({ organizationId, workspace }: Props) {
  const { workspaceId } = workspace;
  const [timeZone, setTimeZone] = useState(workspace.timeZone);
  const [minutes, setMinutes] = useState<number | null>(workspace.inactivityMinutes);
  const command = useCommand(
    (asked: { timeZone: string | null; inactivityMinutes: number | null }, key: string) =>
      changeWorkspaceSettings({ organizationId, workspaceId, ...asked }, key),
    {
      organizationId,
      onDone: () => {
        toast({ text: `Saved the settings of ${workspace.name}.` });
      },
    },
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void command.run({ timeZone, inactivityMinutes: minutes });
  };
  return (
    <form onSubmit={submit} noValidate className={classes.form}>
      <Select
        label="Time zone"
        placeholder="As the organization has it"
        searchable
        clearable
        clearButtonProps={{ 'aria-label': 'Take the time zone back' }}
        limit={50}
        data={zones}
        value={timeZone}
        onChange={setTimeZone}
      />
      <NumberInput
        label="Minutes until somebody counts as away"
        placeholder="1 to 60"
        min={1}
        max={60}
        allowDecimal={false}
        value={minutes ?? ''}
        onChange={(value) => {
          setMinutes(typeof value === 'number' ? value : null);
        }}
      />
      <InlineError error={command.error} />
      <Button
        type="submit"
        variant="default"
        loading={command.pending}
        disabled={timeZone === workspace.timeZone && minutes === workspace.inactivityMinutes}
      >
        Save
      </Button>
    </form>
  );
}

/** W23 */
function RunsForm({ organizationId, workspace: { workspaceId, name, runsKeptDays } }: Props) {
  const command = useCommand(
    (days: number | null, key: string) => setRunRetention({ organizationId, workspaceId, days }, key),
    {
      organizationId,
      onDone: () => {
        toast({ text: `Saved for how long the runs of ${name} are seen.` });
      },
    },
  );
  return (
    <div className={classes.form}>
      <span id="runs-kept" className={classes.label}>
        Runs are seen for
      </span>
      <KeptDays
        labelledBy="runs-kept"
        days={runsKeptDays}
        otherwise="As the organization has it"
        mayChange
        pending={command.pending}
        save={(days) => command.run(days)}
      />
      <InlineError error={command.error} />
    </div>
  );
}

function LimitForm({ organizationId, workspace: { workspaceId, name, memberLimit, people } }: Props) {
  const [members, setMembers] = useState(memberLimit);
  const command = useCommand(
    (asked: number | null, key: string) => setWorkspaceLimits({ organizationId, workspaceId, members: asked }, key),
    {
      organizationId,
      onDone: () => {
        toast({ text: members === null ? `${name} takes any number.` : `${name} takes ${count(members)} at most.` });
      },
    },
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void command.run(members);
  };
  return (
    <form onSubmit={submit} noValidate className={classes.form}>
      <NumberInput
        label="People added, at most"
        description={
          members !== null && people !== null && members < people
            ? `${plural(people, 'person', 'people')} in it already stay.`
            : undefined
        }
        placeholder="Any number"
        min={1}
        max={10_000}
        allowDecimal={false}
        value={members ?? ''}
        onChange={(value) => {
          setMembers(typeof value === 'number' ? value : null);
        }}
      />
      <InlineError error={command.error} />
      <Button type="submit" variant="default" loading={command.pending} disabled={members === memberLimit}>
        Set limit
      </Button>
    </form>
  );
}
