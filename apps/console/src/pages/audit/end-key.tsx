import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconAlertTriangle, IconKeyOff } from '@tabler/icons-react';
import { revokeKey } from '../../api/identity';
import { useCommand } from '../../api/use-command';
import { useOrganization } from '../../app/frame/frame-context';
import { Confirm } from '../../components/confirm';
import { toast } from '../../components/toasts';

/** Revokes the key that an incident is about, after asking. */
export function EndKey({ keyId, name }: { keyId: string; name: string }) {
  const { organizationId } = useOrganization();
  const [asking, ask] = useDisclosure(false);
  const command = useCommand((_: object, key: string) => revokeKey({ organizationId }, keyId, key), {
    organizationId,
    onDone: () => {
      ask.close();
      toast({ text: `Revoked the key ${name}.` });
    },
  });
  return (
    <>
      <Button
        color="vermilion"
        leftSection={<IconKeyOff size={15} stroke={1.7} aria-hidden />}
        data-compact
        onClick={ask.open}
      >
        Revoke key…
      </Button>
      <Confirm
        opened={asking}
        onClose={ask.close}
        title={`Revoke the key ${name}?`}
        keep="Keep the key"
        act="Revoke key"
        pending={command.pending}
        pendingWord="Revoking…"
        error={command.error}
        consequences={[{ icon: IconAlertTriangle, tone: 'bad', text: <b>Whatever uses it is refused from now on.</b> }]}
        afterwards="You cannot undo this; you can issue another key."
        onAct={() => void command.run({})}
      />
    </>
  );
}
