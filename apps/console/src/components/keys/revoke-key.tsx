import type { ApiKey } from '@annals/contracts';
import { UnstyledButton } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconAlertTriangle, IconClock, IconRobot, IconUser } from '@tabler/icons-react';
import type { z } from 'zod';
import { type KeysOf, revokeKey } from '../../api/identity';
import { useCommand } from '../../api/use-command';
import { Confirm } from '../confirm';
import { toast } from '../toasts';
import { When } from '../when';
import { whose } from './about-key';
import classes from './keys.module.css';

/** Revokes a key, after asking. */
export function RevokeKey({ owner, apiKey }: { owner: KeysOf; apiKey: z.output<typeof ApiKey> }) {
  const [asking, ask] = useDisclosure(false);
  const command = useCommand((_: object, key: string) => revokeKey(owner, apiKey.keyId, key), {
    organizationId: owner.organizationId,
    onDone: () => {
      ask.close();
      toast({ text: `Revoked the key ${apiKey.name}.` });
    },
  });
  return (
    <>
      <UnstyledButton className={classes.revoke} onClick={ask.open} aria-label={`Revoke the key ${apiKey.name}`}>
        Revoke
      </UnstyledButton>
      <Confirm
        opened={asking}
        onClose={ask.close}
        title={`Revoke the key ${apiKey.name}?`}
        keep="Keep the key"
        act="Revoke key"
        pending={command.pending}
        pendingWord="Revoking…"
        error={command.error}
        consequences={[
          { icon: IconAlertTriangle, tone: 'bad', text: <b>Whatever uses it is refused from now on.</b> },
          { icon: apiKey.bot === null ? IconUser : IconRobot, text: whose(apiKey) },
          {
            icon: IconClock,
            text:
              apiKey.lastUsedAt === null ? (
                'It has never been used.'
              ) : (
                <>
                  It was last used <When at={apiKey.lastUsedAt} />.
                </>
              ),
          },
        ]}
        afterwards="You cannot undo this; you can issue another key."
        onAct={() => void command.run({})}
      />
    </>
  );
}
