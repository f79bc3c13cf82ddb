import { peoplesPermissions, type Role } from '@annals/contracts';
import { Button, Select, TextInput } from '@mantine/core';
import { Link, useNavigate } from '@tanstack/react-router';
import type { FormEvent } from 'react';
import { useOrganization } from '../../app/frame/frame-context';
import { Box } from '../../components/box';
import { fieldSentence } from '../../components/field-sentences';
import { InlineError } from '../../components/failure';
import type { AnyRole } from '../../components/use-roles';
import { PermissionList } from './permission-list';
import { RoleActs } from './role-acts';
import { Beside, HeldBy, OutOfReach, Will } from './role-summary';
import { useRoleForm } from './use-role-form';
import classes from './roles.module.css';

interface Props {
  roles: readonly AnyRole[];
  /** The one that is changed; absent: a new one is made. */
  role?: AnyRole | undefined;
  /** What a new one starts as. */
  from?: Role | undefined;
}

/** So many own roles there may be (ROLE_LIMIT). */
const MOST = 50;

/** The name of a role and what it allows, beside what that comes to. */
export function RoleForm({ roles, role, from }: Props) {
  const { organizationId } = useOrganization();
  const navigate = useNavigate();
  const base = role ?? roles.find((each) => each.role === from);
  const form = useRoleForm(role, base);
  const own = roles.filter(({ builtIn }) => !builtIn).length;
  const locked = peoplesPermissions.filter((each) => !form.may(each));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void form.save();
  };
  const start = (value: string | null) =>
    void navigate({
      to: '/organizations/$organizationId/people/roles/$roleId',
      params: { organizationId, roleId: 'new' },
      search: { from: value ?? undefined },
      replace: true,
    });
  return (
    <form onSubmit={submit} noValidate>
      <div className={classes.top}>
        <div>
          <h2 className={classes.heading}>{role?.name ?? 'New role'}</h2>
          <p className={classes.lead}>A role says what its holders may do. It can’t hold more than you do.</p>
        </div>
        <div className={classes.buttons}>
          <Button
            variant="default"
            renderRoot={(props) => (
              <Link
                to="/organizations/$organizationId/people"
                params={{ organizationId }}
                search={{ tab: 'roles' }}
                {...props}
              />
            )}
          >
            Cancel
          </Button>
          <Button type="submit" loading={form.pending} disabled={!form.isChanged}>
            {role === undefined ? 'Create role' : 'Save role'}
          </Button>
        </div>
      </div>
      <div className={classes.page}>
        <div className={classes.main}>
          <Box>
            <div className={classes.named}>
              <TextInput
                label="Name"
                value={form.name}
                maxLength={60}
                onChange={(event) => {
                  form.setName(event.currentTarget.value);
                }}
                error={form.wrong.name ? 'A name has 1 to 60 characters that can be seen.' : undefined}
              />
              <TextInput
                label="What it is for"
                value={form.purpose}
                maxLength={120}
                onChange={(event) => {
                  form.setPurpose(event.currentTarget.value);
                }}
                error={form.wrong.purpose ? fieldSentence('purpose') : undefined}
              />
              {role === undefined && (
                <Select
                  label="Start from"
                  placeholder="Nothing"
                  clearable
                  data={roles.map((each) => ({ value: each.role, label: each.name }))}
                  value={from ?? null}
                  onChange={start}
                />
              )}
            </div>
          </Box>
          <InlineError error={form.error} />
          <PermissionList chosen={form.chosen} locked={locked} toggle={form.toggle} wrong={form.wrong.permissions} />
        </div>
        <div className={classes.side}>
          <Will name={form.name} chosen={form.chosen} />
          {base !== undefined && <Beside base={base} chosen={form.chosen} />}
          {locked.length > 0 && <OutOfReach many={locked.length} />}
          <p className={classes.lead}>
            {role === undefined || role.members === 0 ? 'Nobody holds it yet.' : <HeldBy role={role} />} A change of a
            role works from the next act of its holders. {own} of {MOST} own roles.
          </p>
          {role !== undefined && <RoleActs role={role} roles={roles} />}
        </div>
      </div>
    </form>
  );
}
