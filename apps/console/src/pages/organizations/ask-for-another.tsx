import { RequestOrganization } from '@annals/contracts';
import { Button, Textarea } from '@mantine/core';
import { useQueryClient, useQuery } from '@tanstack/react-query';
import { requestOrganization } from '../../api/identity';
import { organizationQuotaQuery } from '../../api/queries';
import { useCommand } from '../../api/use-command';
import { Box } from '../../components/box';
import { InlineError } from '../../components/failure';
import { useForm } from '../../components/use-form';
import { date } from '../../format/time';
import { plural } from '../../format/words';
import classes from './create-organization.module.css';

type Quota = NonNullable<ReturnType<typeof useQuota>>;

const useQuota = () => useQuery(organizationQuotaQuery).data;

/** "You have made 2 of 10." Nothing where there is no limit. */
export function useMade(): string {
  const quota = useQuota();
  return quota === undefined || quota.limit === null ? '' : `You have made ${quota.begun} of ${quota.limit}.`;
}

/** Whether the reader has made as many organizations as they may. */
export function useIsFull(): boolean {
  const quota = useQuota();
  return quota !== undefined && quota.limit !== null && quota.begun >= quota.limit;
}

/** In place of the form, once the quota is used up: asks whoever runs the installation (D17). */
export function AskForAnother() {
  const quota = useQuota();
  if (quota === undefined) return null;
  return (
    <Box title="Ask for another">
      <div className={classes.fields}>
        <p>You have made {plural(quota.limit ?? quota.begun, 'organization')}, as many as one account may.</p>
        {quota.request?.status === 'open' ? <Asked at={quota.request.at} /> : <Ask last={quota.request} />}
      </div>
    </Box>
  );
}

const Asked = ({ at }: { at: string }) => (
  <p role="status">
    <b>You asked for another on {date(at)}.</b> Whoever runs this installation answers it; what they say is shown here.
  </p>
);

function Ask({ last }: { last: Quota['request'] }) {
  const client = useQueryClient();
  const command = useCommand(requestOrganization, { onDone: () => client.invalidateQueries({ queryKey: ['me'] }) });
  const form = useForm(RequestOrganization, { why: '' }, command.error);
  const submit = form.submit((body) => void command.run(body));
  return (
    <form onSubmit={submit} noValidate className={classes.fields}>
      {last?.status === 'denied' && <p role="status">Your request of {date(last.at)} was not granted.</p>}
      <Textarea
        label="Why do you need another?"
        description="Read by whoever runs this installation"
        autosize
        minRows={2}
        maxLength={500}
        {...form.field('why')}
      />
      <InlineError error={command.error} />
      <div className={classes.end}>
        <Button type="submit" loading={command.pending}>
          Ask for another
        </Button>
      </div>
    </form>
  );
}
