import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconAlertTriangle, IconHistory, IconKey } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { type BotsGoTo as Choice, leave } from '../../api/organization';
import { positions } from '../../api/positions';
import { useCommand } from '../../api/use-command';
import { useOrganization } from '../../app/frame/frame-context';
import { Box } from '../../components/box';
import { BotsGoTo } from '../../components/bots-go-to';
import { Confirm } from '../../components/confirm';
import { keysThatEnd } from '../../components/keys/key-state';
import { useKeysOf } from '../../components/keys/use-keys-of';
import { toast } from '../../components/toasts';
import { list } from '../../format/words';
import { SuccessorChoice } from '../../components/successor-choice';
import classes from './settings.module.css';

/** The danger zone: leaving. */
export function LeaveBox() {
  const { organizationId, organization, membership } = useOrganization();
  const client = useQueryClient();
  const navigate = useNavigate();
  const [asking, ask] = useDisclosure(false);
  const ending = keysThatEnd(useKeysOf(membership.personId), 'yours');
  const [heir, setHeir] = useState<string | null>(null);
  const [botsGoTo, setBotsGoTo] = useState<Choice | undefined>();
  const owns = membership.roles.includes('owner');
  const command = useCommand(
    (body: { handOverTo?: string; botsGoTo?: Choice | undefined }, key) => leave(organizationId, { body, key }),
    {
      onDone: async ({ position }) => {
        positions.remember('me', position);
        toast({ text: `You left ${organization.name}.` });
        client.removeQueries({ queryKey: ['me'] });
        await navigate({ to: '/organizations' });
        client.removeQueries({ queryKey: ['org', organizationId] });
      },
    },
  );
  // Only the refusal says it: not everybody who may leave may read what people own.
  const { code, details } = command.error ?? {};
  const botsToSettle = code === 'ASSETS_NEED_OWNER' ? Number(details?.['count'] ?? 0) : 0;
  return (
    <Box title="Leave">
      <div className={classes.leave}>
        <p>You are {list(membership.roleNames)} here. After leaving, only an invitation brings you back.</p>
        <Button
          variant="default"
          onClick={() => {
            command.reset();
            ask.open();
          }}
        >
          Leave {organization.name}…
        </Button>
        {owns && (
          <SuccessorChoice
            label="Make an owner as you leave"
            description="Needed where you are the last one."
            chosen={heir}
            onChange={setHeir}
          />
        )}
      </div>
      <Confirm
        opened={asking}
        onClose={ask.close}
        title={`Leave ${organization.name}?`}
        keep="Stay"
        act={`Leave ${organization.name}`}
        pending={command.pending}
        pendingWord="Leaving…"
        error={command.error}
        choice={
          botsToSettle > 0 ? (
            <BotsGoTo
              names={[]}
              total={botsToSettle}
              personId={membership.personId}
              chosen={botsGoTo}
              onChange={setBotsGoTo}
            />
          ) : undefined
        }
        ready={botsToSettle === 0 || (botsGoTo !== undefined && botsGoTo !== '')}
        consequences={[
          {
            icon: IconAlertTriangle,
            tone: 'bad',
            text: (
              <>
                <b>You see nothing of it any more</b>, from this moment on.
              </>
            ),
          },
          ...(ending === undefined ? [] : [{ icon: IconKey, text: ending }]),
          { icon: IconHistory, text: 'What you did stays in its history, with your name.' },
        ]}
        afterwards="You cannot undo this yourself; somebody there can invite you again."
        onAct={() => void command.run({ ...(heir === null ? {} : { handOverTo: heir }), botsGoTo })}
      />
    </Box>
  );
}
