import { CreateRole, peoplesPermissions, type Permission, type Role } from '@annals/contracts';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { changeRolePermissions, cloneRole, createRole, renameRole } from '../../api/organization';
import { useCommand } from '../../api/use-command';
import { useOrganization } from '../../app/frame/frame-context';
import { toast } from '../../components/toasts';
import type { AnyRole } from '../../components/use-roles';

const sameSet = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((each) => b.includes(each));

/** What is typed and chosen of a role, and how it is saved: as a new one, a copy, or the one that there is. */
export function useRoleForm(role: AnyRole | undefined, base: AnyRole | undefined) {
  const { organizationId, membership } = useOrganization();
  const navigate = useNavigate();
  const may = (permission: string) => membership.permissions.includes(permission);
  const [name, setName] = useState(role?.name ?? '');
  const [chosen, setChosen] = useState<readonly Permission[]>(
    peoplesPermissions.filter((each) => (role ?? base)?.permissions.includes(each) === true && (role || may(each))),
  );
  const [asked, setAsked] = useState(false);
  const create = useCommand(
    ({ name: called, from }: { name: string; from: Role | undefined }, key) =>
      from === undefined
        ? createRole({ organizationId, name: called, permissions: [...chosen] }, key)
        : cloneRole({ organizationId, name: called, role: from }, key),
    { organizationId },
  );
  const rename = useCommand(
    (called: string, key) => renameRole({ organizationId, roleId: role?.role ?? '', name: called }, key),
    { organizationId },
  );
  const change = useCommand(
    (permissions: readonly Permission[], key) =>
      changeRolePermissions({ organizationId, roleId: role?.role ?? '', permissions: [...permissions] }, key),
    { organizationId },
  );
  const called = CreateRole.shape.name.safeParse(name).data;
  const isChanged = role === undefined || called !== role.name || !sameSet(chosen, role.permissions);

  const save = async (): Promise<void> => {
    setAsked(true);
    if (called === undefined || chosen.length === 0) return;
    if (role === undefined) {
      const isCopy = base !== undefined && sameSet(chosen, base.permissions);
      if ((await create.run({ name: called, from: isCopy ? base.role : undefined })) === undefined) return;
      toast({ text: `Made the role ${called}.` });
    } else {
      if (called !== role.name && (await rename.run(called)) === undefined) return;
      if (!sameSet(chosen, role.permissions) && (await change.run(chosen)) === undefined) return;
      toast({ text: `Changed the role ${called}.` });
    }
    await navigate({
      to: '/organizations/$organizationId/people',
      params: { organizationId },
      search: { tab: 'roles' },
    });
  };
  return {
    name,
    setName,
    chosen,
    toggle: (each: Permission) =>
      setChosen((before) => peoplesPermissions.filter((one) => before.includes(one) !== (one === each))),
    may,
    wrong: { name: asked && called === undefined, permissions: asked && chosen.length === 0 },
    isChanged,
    save,
    pending: create.pending || rename.pending || change.pending,
    error: create.error ?? rename.error ?? change.error,
  };
}
