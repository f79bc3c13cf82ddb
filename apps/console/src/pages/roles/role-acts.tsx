import { Button, Modal, Select } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { retireRole, setDefaultRole } from '../../api/organization';
import { useCommand } from '../../api/use-command';
import { useOrganization } from '../../app/frame/frame-context';
import { DialogButtons, DialogFields } from '../../components/facts';
import { InlineError } from '../../components/failure';
import { ReasonField, reasonIn } from '../../components/reason-field';
import { toast } from '../../components/toasts';
import type { AnyRole } from '../../components/use-roles';
import { list, plural } from '../../format/words';
import classes from './roles.module.css';

interface Props {
  role: AnyRole;
  roles: readonly AnyRole[];
}

/** What else can be done with a role of the organization. */
export function RoleActs({ role, roles }: Props) {
  const { organizationId } = useOrganization();
  const [retiring, retireActs] = useDisclosure(false);
  const byDefault = useCommand((of: string, key) => setDefaultRole({ organizationId, role: of }, key), {
    organizationId,
    onDone: () => {
      toast({ text: `Who comes in unasked is ${role.name} from now on.` });
    },
  });
  return (
    <div className={classes.acts}>
      {role.isDefault ? (
        <p className={classes.lead}>Who comes in without anybody’s choice gets it.</p>
      ) : (
        <Button
          variant="default"
          loading={byDefault.pending}
          disabled={!role.grantable}
          onClick={() => void byDefault.run(role.role)}
        >
          Make it the default
        </Button>
      )}
      <Button
        variant="default"
        renderRoot={(props) => (
          <Link
            to="/organizations/$organizationId/people/roles/$roleId"
            params={{ organizationId, roleId: 'new' }}
            search={{ from: role.role }}
            {...props}
          />
        )}
      >
        Make a copy
      </Button>
      <Button variant="default" disabled={!role.grantable} onClick={retireActs.open}>
        Retire…
      </Button>
      <InlineError error={byDefault.error} />
      <Modal opened={retiring} onClose={retireActs.close} title={`Retire ${role.name}`} size={520}>
        {retiring && <Retire role={role} roles={roles} close={retireActs.close} />}
      </Modal>
    </div>
  );
}

/** Where the role is in use, in words. */
function usesOf({ members, invited, isDefault }: AnyRole): string {
  const uses = [
    members > 0 ? `${plural(members, 'person has', 'people have')} it` : '',
    invited > 0 ? `${plural(invited, 'invitation is', 'invitations are')} open as it` : '',
    isDefault ? 'it is the default' : '',
  ].filter((each) => each !== '');
  return uses.length === 0 ? 'Nobody has it.' : `${list(uses)}. Say which role they get instead.`;
}

function Retire({ role, roles, close }: Props & { close: () => void }) {
  const { organizationId } = useOrganization();
  const navigate = useNavigate();
  const [replacedBy, setReplacedBy] = useState<string | null>(null);
  const [reason, setReason] = useState('');
  const isUsed = role.members > 0 || role.invited > 0 || role.isDefault;
  const command = useCommand(
    (of: { replacedBy?: string; reason?: string }, key) =>
      retireRole({ organizationId, roleId: role.role, ...of }, key),
    {
      organizationId,
      onDone: async () => {
        toast({ text: `Retired the role ${role.name}.` });
        await navigate({
          to: '/organizations/$organizationId/people',
          params: { organizationId },
          search: { tab: 'roles' },
        });
      },
    },
  );
  const others = roles.filter(
    (each) => each.grantable && each.role !== role.role && !(role.isDefault && each.role === 'owner'),
  );
  return (
    <DialogFields>
      <p>{usesOf(role)}</p>
      {isUsed && (
        <Select
          label="Instead they get"
          placeholder="Choose a role"
          data={others.map((each) => ({ value: each.role, label: each.name }))}
          value={replacedBy}
          onChange={setReplacedBy}
          comboboxProps={{ withinPortal: false }}
        />
      )}
      <ReasonField reason={reason} onChange={setReason} />
      <InlineError error={command.error} />
      <DialogButtons>
        <Button variant="default" onClick={close} data-autofocus>
          Keep the role
        </Button>
        <Button
          color="vermilion"
          loading={command.pending}
          disabled={isUsed && replacedBy === null}
          onClick={() => void command.run({ ...(replacedBy === null ? {} : { replacedBy }), ...reasonIn(reason) })}
        >
          Retire role
        </Button>
      </DialogButtons>
    </DialogFields>
  );
}
