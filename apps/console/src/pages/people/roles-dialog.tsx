import { ChangeMemberRoles, type Member, type Role } from '@annals/contracts';
import { Button, Modal } from '@mantine/core';
import { useState } from 'react';
import type { z } from 'zod';
import { changeRoles } from '../../api/organization';
import { useCommand } from '../../api/use-command';
import { useOrganization } from '../../app/frame/frame-context';
import { DialogButtons, DialogFields } from '../../components/facts';
import { InlineError } from '../../components/failure';
import { fieldSentence } from '../../components/field-sentences';
import { ReasonField, reasonIn } from '../../components/reason-field';
import { toast } from '../../components/toasts';
import { useRoles } from '../../components/use-roles';
import { personal, roleNames } from '../../format/words';
import { difference } from './difference';
import { RoleChoice } from './role-choice';

interface Props {
  member: z.output<typeof Member>;
  opened: boolean;
  close: () => void;
}

/** Changes somebody's roles: says what they gain and lose before the button. */
export function RolesDialog({ opened, ...rest }: Props) {
  return (
    <Modal opened={opened} onClose={rest.close} title={`Change the roles of ${personal(rest.member.alias)}`} size={540}>
      {opened && <Form {...rest} />}
    </Modal>
  );
}

function Form({ member, close }: Omit<Props, 'opened'>) {
  const { organizationId } = useOrganization();
  const known = useRoles();
  const held = member.roles;
  const [roles, setRoles] = useState<Role[]>(held);
  const [reason, setReason] = useState('');
  const command = useCommand(
    (body: z.input<typeof ChangeMemberRoles>, key) => changeRoles(organizationId, member.personId, { body, key }),
    {
      organizationId,
      onDone: () => {
        close();
        toast({ text: `Changed the roles of ${personal(member.alias)} to ${roleNames(roles, known.named)}.` });
      },
    },
  );
  const offered = known.all.filter(({ role, grantable }) => grantable || held.includes(role));
  const change = difference(held, roles, known.own);
  const same = held.length === roles.length && held.every((role) => roles.includes(role));
  return (
    <DialogFields>
      <RoleChoice
        label="Roles"
        chosen={roles}
        offered={offered}
        onChange={setRoles}
        error={roles.length === 0 ? fieldSentence('roles') : undefined}
      />
      <p>{change.sentence(personal(member.alias))}</p>
      <ReasonField reason={reason} onChange={setReason} />
      <InlineError error={command.error} />
      <DialogButtons>
        <Button variant="default" onClick={close} data-autofocus>
          Keep the roles
        </Button>
        <Button
          loading={command.pending}
          disabled={same || roles.length === 0}
          onClick={() => void command.run({ roles, ...reasonIn(reason) })}
        >
          Change roles
        </Button>
      </DialogButtons>
    </DialogFields>
  );
}
