import { workspaceRole, type WorkspaceMember, workspaceRoleName } from '@annals/contracts';
import { NativeSelect, UnstyledButton } from '@mantine/core';
import { IconLock } from '@tabler/icons-react';
import type { z } from 'zod';
import { useCommand } from '../../api/use-command';
import { changeWorkspaceRole, removeWorkspaceMember, type WorkspaceIds } from '../../api/workspaces';
import { useOrganization } from '../../app/frame/frame-context';
import { InlineError } from '../../components/failure';
import { toast } from '../../components/toasts';
import { useTerms } from '../../components/use-terms';
import { personal } from '../../format/words';
import classes from './workspaces.module.css';

export type AnyMember = z.output<typeof WorkspaceMember>;

interface RowProps {
  ids: WorkspaceIds;
  /** Whether the reader may say who is what here. */
  assigns: boolean;
  member: AnyMember;
}

/** A choice for who was added, a lock for who inherits; one's own is not changed by oneself, nor is what was promised. */
export function RoleHere({ member, ids, assigns }: RowProps) {
  const { membership } = useOrganization();
  const name = personal(member.alias);
  const command = useCommand(
    (role: z.output<typeof workspaceRole>, key) =>
      changeWorkspaceRole({ ...ids, personId: member.personId, role }, key),
    {
      organizationId: ids.organizationId,
      onDone: () => {
        toast({ text: `Changed what ${name} may do here. Their role in the organization stays.` });
      },
    },
  );
  if (member.inheritedFrom !== null)
    return (
      <span className={classes.inherited}>
        <IconLock size={15} stroke={1.7} aria-hidden /> {workspaceRoleName(member.role)}
      </span>
    );
  if (!assigns || member.personId === membership.personId || member.invitation !== null)
    return workspaceRoleName(member.role);
  return (
    <span className={classes.role}>
      <NativeSelect
        aria-label={`Role of ${name} here`}
        value={member.role}
        disabled={command.pending}
        data={workspaceRole.options.map((value) => ({ value, label: workspaceRoleName(value) }))}
        onChange={(event) => {
          const chosen = workspaceRole.safeParse(event.currentTarget.value);
          if (chosen.success) void command.run(chosen.data);
        }}
      />
      <InlineError error={command.error} />
    </span>
  );
}

/** Takes somebody out who was added, but not oneself. */
export function Out({ member, ids }: RowProps) {
  const say = useTerms();
  const { membership } = useOrganization();
  const name = personal(member.alias);
  const command = useCommand(
    (_: object, key: string) => removeWorkspaceMember({ ...ids, personId: member.personId }, key),
    {
      organizationId: ids.organizationId,
      onDone: () => {
        toast({ text: `${name} ${say('is out of this workspace, and stays in the organization.')}` });
      },
    },
  );
  if (member.inheritedFrom !== null || member.invitation !== null || member.personId === membership.personId)
    return '–';
  return (
    <>
      <UnstyledButton
        className={classes.out}
        disabled={command.pending}
        aria-label={`Take ${name} out`}
        onClick={() => void command.run({})}
      >
        Take out
      </UnstyledButton>
      <InlineError error={command.error} />
    </>
  );
}
