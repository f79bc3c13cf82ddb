import { ApproveJoinRequest, type JoinRequest, type Role } from '@annals/contracts';
import { Button, Modal, TextInput, UnstyledButton } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconMail } from '@tabler/icons-react';
import { useState } from 'react';
import type { z } from 'zod';
import { approveJoinRequest, denyJoinRequest } from '../../api/join-requests';
import { useCommand } from '../../api/use-command';
import { useOrganization } from '../../app/frame/frame-context';
import { Confirm } from '../../components/confirm';
import { DialogButtons, DialogFields } from '../../components/facts';
import { InlineError } from '../../components/failure';
import { fieldSentence } from '../../components/field-sentences';
import { toast } from '../../components/toasts';
import { useRoles } from '../../components/use-roles';
import { personal, roleNames } from '../../format/words';
import classes from './people.module.css';
import { RoleChoice } from './role-choice';

interface Props {
  request: z.output<typeof JoinRequest>;
}

/** Let in or turn down, while a request waits. */
export function JoinRequestActs({ request }: Props) {
  const { can } = useOrganization();
  const [approving, approve] = useDisclosure(false);
  const [denying, deny] = useDisclosure(false);
  if (request.status !== 'open' || !can('join_requests:decide')) return <span>–</span>;
  const who = personal(request.alias);
  return (
    <>
      <span className={classes.links}>
        <UnstyledButton className={classes.act} onClick={approve.open} aria-label={`Let ${who} in`}>
          Let in…
        </UnstyledButton>
        <UnstyledButton className={classes.act} onClick={deny.open} aria-label={`Turn ${who} down`}>
          Turn down…
        </UnstyledButton>
      </span>
      <Modal opened={approving} onClose={approve.close} title={`Let ${who} in`} size={540}>
        {approving && <LetIn request={request} close={approve.close} />}
      </Modal>
      <TurnDown request={request} opened={denying} close={deny.close} />
    </>
  );
}

function LetIn({ request, close }: Props & { close: () => void }) {
  const { organizationId } = useOrganization();
  const known = useRoles();
  const offered = known.all.filter(({ grantable }) => grantable);
  const [roles, setRoles] = useState<Role[]>(offered.some(({ role }) => role === 'member') ? ['member'] : []);
  const [alias, setAlias] = useState(request.alias ?? '');
  const command = useCommand(
    (said: { roles: Role[]; alias: string }, key: string) =>
      approveJoinRequest({ organizationId, requestId: request.requestId, ...said }, key),
    {
      organizationId,
      onDone: () => {
        close();
        toast({ text: `${alias.trim()} is ${roleNames(roles, known.named)} now.` });
      },
    },
  );
  const said = ApproveJoinRequest.shape.alias.safeParse(alias);
  return (
    <DialogFields>
      <p>
        {personal(request.email)} asks: {request.message ?? 'nothing was said about why.'}
      </p>
      <RoleChoice
        label="Roles"
        chosen={roles}
        offered={offered}
        onChange={setRoles}
        error={roles.length === 0 ? fieldSentence('roles') : undefined}
      />
      <TextInput
        label="What people call them here"
        value={alias}
        error={said.success ? undefined : fieldSentence('alias')}
        onChange={(event) => {
          setAlias(event.currentTarget.value);
        }}
      />
      <InlineError error={command.error} />
      <DialogButtons>
        <Button variant="default" onClick={close} data-autofocus>
          Not now
        </Button>
        <Button
          loading={command.pending}
          disabled={roles.length === 0 || !said.success}
          onClick={() => void command.run({ roles, alias })}
        >
          Let in
        </Button>
      </DialogButtons>
    </DialogFields>
  );
}

function TurnDown({ request, opened, close }: Props & { opened: boolean; close: () => void }) {
  const { organizationId } = useOrganization();
  const who = personal(request.alias);
  const command = useCommand(
    (said: { reason?: string }, key: string) =>
      denyJoinRequest({ organizationId, requestId: request.requestId, ...said }, key),
    {
      organizationId,
      onDone: () => {
        close();
        toast({ text: `Turned ${who} down.` });
      },
    },
  );
  return (
    <Confirm
      opened={opened}
      onClose={close}
      title={`Turn ${who} down?`}
      keep="Keep the request"
      act={`Turn ${who} down`}
      askReason
      pending={command.pending}
      pendingWord="Turning down…"
      error={command.error}
      consequences={[{ icon: IconMail, text: <b>{who} gets a mail that says so, without your reason.</b> }]}
      afterwards="They may ask again in 30 days. You can invite them at any time."
      onAct={(said) => void command.run(said)}
    />
  );
}
