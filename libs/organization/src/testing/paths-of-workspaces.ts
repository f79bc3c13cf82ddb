import { addWorkspaceMember } from '../commands/add-workspace-member/add-workspace-member';
import { changeWorkspaceRole } from '../commands/change-workspace-role/change-workspace-role';
import { removeWorkspaceMember } from '../commands/remove-workspace-member/remove-workspace-member';
import { organizationId } from './some-organization';
import { pick, type Act, type Both, type Path } from './both';

/** Who says what somebody is where, by what they hold in the organization or in the workspace. */
function assignment(both: Both, act: Act) {
  const workspaceId = both.workspace(act.which);
  const there = [...(both.reference.workspaces.members.get(workspaceId)?.keys() ?? [])];
  const oneOf = (n: number) => (act.chooses && there.length > 0 ? pick(there, n) : both.person(n));
  const [by, personId] = [oneOf(act.by), oneOf(act.whom)];
  return {
    assigned: { by, personId, workspaceId },
    guarded: { by, workspaceId, permission: 'workspaces.members:assign' },
    command: { organizationId, workspaceId, personId },
    /** What nobody may in the organization by it. */
    passedOn: 0n,
    apply: () => both.reference.workspaces.comes(personId, new Map([[workspaceId, act.as]])),
  } as const;
}

const addHere: Path = (both, act) => {
  const { assigned, guarded, command, ...rest } = assignment(both, act);
  const events = both.try(addWorkspaceMember, { ...command, role: act.as }, guarded);
  return { ...rest, expected: both.reference.workspaces.adds(assigned, act.as), events };
};

const changeHere: Path = (both, act) => {
  const { assigned, guarded, command, ...rest } = assignment(both, act);
  const events = both.try(changeWorkspaceRole, { ...command, role: act.as }, guarded);
  return { ...rest, expected: both.reference.workspaces.changes(assigned, act.as), events };
};

const removeHere: Path = (both, act) => {
  const { assigned, guarded, command, passedOn } = assignment(both, act);
  const { workspaces } = both.reference;
  const events = both.try(removeWorkspaceMember, command, guarded);
  const apply = () => void workspaces.members.get(assigned.workspaceId)?.delete(assigned.personId);
  return { passedOn, apply, expected: workspaces.removes(assigned), events };
};

export const workspacePaths = { addHere, changeHere, removeHere };
