import { CreateRole, peoplesPermissions, type Permission, type Role } from '@annals/contracts';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { changeRolePermissions, changeRolePurpose, cloneRole, createRole, renameRole } from '../../api/organization';
import { useCommand } from '../../api/use-command';
import { useOrganization } from '../../app/frame/frame-context';
import { toast } from '../../components/toasts';
import type { AnyRole } from '../../components/use-roles';

const sameSet = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((each) => b.includes(each));

/** What is typed of a role, as it is sent; nothing typed is no purpose. */
interface Typed {
  readonly name: string;
  readonly purpose?: string | undefined;
}

/** What is typed and chosen of a role, and how it is saved: as a new one, a copy, or the one that there is. */
export function useRoleForm(role: AnyRole | undefined, base: AnyRole | undefined) {
  const { membership } = useOrganization();
  const may = (permission: string) => membership.permissions.includes(permission);
  const [name, setName] = useState(role?.name ?? '');
  const [purpose, setPurpose] = useState(role?.purpose ?? '');
  const [chosen, setChosen] = useState<readonly Permission[]>(
    peoplesPermissions.filter((each) => (role ?? base)?.permissions.includes(each) === true && (role || may(each))),
  );
  const [asked, setAsked] = useState(false);
  const make = useMaking(base, chosen);
  const change = useChanging(role, chosen);
  const parts = CreateRole.shape;
  const called = parts.name.safeParse(name).data;
  const meant = parts.purpose.safeParse(purpose.trim() === '' ? undefined : purpose);
  const isChanged =
    role === undefined ||
    called !== role.name ||
    (meant.data ?? null) !== role.purpose ||
    !sameSet(chosen, role.permissions);

  const save = async (): Promise<void> => {
    setAsked(true);
    if (called === undefined || !meant.success || chosen.length === 0) return;
    await (role === undefined ? make : change).save({ name: called, purpose: meant.data });
  };
  return {
    name,
    setName,
    purpose,
    setPurpose,
    chosen,
    toggle: (each: Permission) =>
      setChosen((before) => peoplesPermissions.filter((one) => before.includes(one) !== (one === each))),
    may,
    wrong: {
      name: asked && called === undefined,
      purpose: asked && !meant.success,
      permissions: asked && chosen.length === 0,
    },
    isChanged,
    save,
    pending: make.pending || change.pending,
    error: make.error ?? change.error,
  };
}

/** How it was said that a role was saved, and where that leads. */
function useSaid() {
  const { organizationId } = useOrganization();
  const navigate = useNavigate();
  return async (text: string): Promise<void> => {
    toast({ text });
    await navigate({
      to: '/organizations/$organizationId/people',
      params: { organizationId },
      search: { tab: 'roles' },
    });
  };
}

/** Makes a role; one that allows just what it started from is a copy of that. */
function useMaking(base: AnyRole | undefined, chosen: readonly Permission[]) {
  const { organizationId } = useOrganization();
  const said = useSaid();
  const { run, pending, error } = useCommand(
    ({ from, ...typed }: Typed & { readonly from: Role | undefined }, key) =>
      from === undefined
        ? createRole({ organizationId, ...typed, permissions: [...chosen] }, key)
        : cloneRole({ organizationId, ...typed, role: from }, key),
    { organizationId },
  );
  const save = async (typed: Typed): Promise<void> => {
    const from = base !== undefined && sameSet(chosen, base.permissions) ? base.role : undefined;
    if ((await run({ ...typed, from })) !== undefined) await said(`Made the role ${typed.name}.`);
  };
  return { save, pending, error };
}

/** Changes of a role what is another now, one after another, until one is refused. */
function useChanging(role: AnyRole | undefined, chosen: readonly Permission[]) {
  const { organizationId } = useOrganization();
  const said = useSaid();
  const of = { organizationId, roleId: role?.role ?? '' };
  const rename = useCommand((name: string, key) => renameRole({ ...of, name }, key), { organizationId });
  const mean = useCommand(
    (purpose: string | null, key) => changeRolePurpose({ ...of, ...(purpose === null ? {} : { purpose }) }, key),
    { organizationId },
  );
  const allow = useCommand(
    (permissions: readonly Permission[], key) => changeRolePermissions({ ...of, permissions: [...permissions] }, key),
    { organizationId },
  );
  const save = async ({ name, purpose = null }: { name: string; purpose?: string | null | undefined }) => {
    if (role === undefined) return;
    if (name !== role.name && (await rename.run(name)) === undefined) return;
    if (purpose !== role.purpose && (await mean.run(purpose)) === undefined) return;
    if (!sameSet(chosen, role.permissions) && (await allow.run(chosen)) === undefined) return;
    await said(`Changed the role ${name}.`);
  };
  return {
    save,
    pending: rename.pending || mean.pending || allow.pending,
    error: rename.error ?? mean.error ?? allow.error,
  };
}
