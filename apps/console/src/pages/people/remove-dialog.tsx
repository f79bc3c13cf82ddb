import type { Member } from '@annals/contracts';
import { IconAlertTriangle, IconHistory, IconKey } from '@tabler/icons-react';
import type { z } from 'zod';
import { type BotsGoTo as Choice, removeMember } from '../../api/organization';
import { useCommand } from '../../api/use-command';
import { useOrganization } from '../../app/frame/frame-context';
import { Confirm } from '../../components/confirm';
import { keysThatEnd } from '../../components/keys/key-state';
import { useKeysOf } from '../../components/keys/use-keys-of';
import { toast } from '../../components/toasts';
import { personal } from '../../format/words';
import { useBotsPlan } from './use-bots-plan';

interface Props {
  member: z.output<typeof Member>;
  opened: boolean;
  close: () => void;
  removed: () => void;
}

/** Takes a person's access away, after asking. */
export function RemoveDialog({ member, opened, close, removed }: Props) {
  const { organizationId, organization } = useOrganization();
  const name = personal(member.alias);
  const { choice, botsGoTo, settled } = useBotsPlan(member, opened);
  const ending = keysThatEnd(useKeysOf(member.personId), name);
  const command = useCommand(
    (body: { reason?: string; botsGoTo?: Choice | undefined }, key) =>
      removeMember(organizationId, member.personId, { body, key }),
    {
      organizationId,
      onDone: () => {
        close();
        removed();
        toast({ text: `Removed ${name} from ${organization.name}.` });
      },
    },
  );
  return (
    <Confirm
      opened={opened}
      onClose={() => {
        command.reset();
        close();
      }}
      title={`Remove ${name} from ${organization.name}?`}
      keep={`Keep ${name}`}
      act={`Remove ${name}`}
      askReason
      choice={choice}
      ready={settled}
      pending={command.pending}
      pendingWord="Removing…"
      error={command.error}
      consequences={[
        {
          icon: IconAlertTriangle,
          tone: 'bad',
          text: (
            <>
              <b>
                {name} sees nothing of {organization.name} any more
              </b>
              , from this moment on.
            </>
          ),
        },
        ...(ending === undefined ? [] : [{ icon: IconKey, text: `${ending} Keys of bots go on.` }]),
        { icon: IconHistory, text: `What ${name} did stays in the history.` },
      ]}
      afterwards="You can invite the same address again at any time."
      onAct={(reason) => void command.run({ ...(reason === undefined ? {} : { reason }), botsGoTo })}
    />
  );
}
