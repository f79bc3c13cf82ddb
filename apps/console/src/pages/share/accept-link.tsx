import { grantLevelName } from '@annals/contracts';
import { Button } from '@mantine/core';
import { Link, useNavigate } from '@tanstack/react-router';
import { acceptShareLink } from '../../api/share-links';
import { useCommand } from '../../api/use-command';
import { InlineError } from '../../components/failure';
import { toast } from '../../components/toasts';
import { date } from '../../format/time';
import { inSentence } from '../../format/words';
import classes from '../entry/entry.module.css';
import type { Offer } from './offer';

/** Takes up what a link is good for, and opens the bot; who has as much already only opens it. */
export function AcceptLink({ organizationId, secret, offer: { botId, botName, held, already } }: Offer) {
  const navigate = useNavigate();
  const params = { organizationId, botId };
  const command = useCommand((_: object, key: string) => acceptShareLink({ organizationId, secret }, key), {
    organizationId,
    onDone: async ({ level }) => {
      toast({ text: `You ${inSentence(grantLevelName(level))} ${botName}.` });
      await navigate({ to: '/organizations/$organizationId/bots/$botId', params, replace: true });
    },
  });
  if (already)
    return (
      <div className={classes.fields}>
        <p>
          You {inSentence(grantLevelName(held?.level ?? ''))} it
          {held?.until === null || held === null ? '' : ` until ${date(held.until)}`}. The link changes nothing.
        </p>
        <Button
          renderRoot={(props) => <Link {...props} to="/organizations/$organizationId/bots/$botId" params={params} />}
          fullWidth
          data-size="md"
        >
          Open {botName}
        </Button>
      </div>
    );
  return (
    <div className={classes.fields}>
      <InlineError error={command.error} />
      <Button fullWidth data-size="md" loading={command.pending} onClick={() => void command.run({})}>
        Accept
      </Button>
    </div>
  );
}
