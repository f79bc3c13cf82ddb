import { type AccountInfo, industryNames, sizeNames, UpdateAccountInfo } from '@annals/contracts';
import { Button, NativeSelect, TextInput } from '@mantine/core';
import { IconLock } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { z } from 'zod';
import { accountInfoQuery, updateAccountInfo } from '../../api/account-info';
import { useCommand } from '../../api/use-command';
import { useOrganization } from '../../app/frame/frame-context';
import { Box } from '../../components/box';
import { InlineError, LoadFailure } from '../../components/failure';
import { Placeholder } from '../../components/skeleton';
import { toast } from '../../components/toasts';
import { useForm } from '../../components/use-form';
import { choices, said } from './choices';
import classes from './account-info.module.css';

const NOT_SAID = 'Not said';
const Typed = z.object({
  industry: said(UpdateAccountInfo.shape.industry),
  size: said(UpdateAccountInfo.shape.size),
  useCase: said(UpdateAccountInfo.shape.useCase),
});

/** What is for the organization's own reference: saved here, shown nowhere else. */
export function InternalInfoBox() {
  const { organizationId } = useOrganization();
  const info = useQuery(accountInfoQuery(organizationId));
  if (info.data === undefined)
    return (
      <Box title="For internal use">
        {info.error === null ? (
          <Placeholder height={120} fields />
        ) : (
          <LoadFailure what="internal info" error={info.error} retry={() => void info.refetch()} />
        )}
      </Box>
    );
  return <Form key={info.data.updatedAt} info={info.data} />;
}

function Form({ info }: { info: z.output<typeof AccountInfo> }) {
  const { organizationId, can } = useOrganization();
  const writes = can('org.info:write');
  const command = useCommand(
    (body: z.output<typeof Typed>, key: string) => updateAccountInfo(organizationId, body, key),
    {
      organizationId,
      onDone: () => {
        toast({ text: 'Saved what is for internal use.' });
      },
    },
  );
  const initial = { industry: info.industry ?? '', size: info.size ?? '', useCase: info.useCase ?? '' };
  const form = useForm(Typed, initial, command.error);
  const changed = (['industry', 'size', 'useCase'] as const).some((name) => form.values[name] !== initial[name]);
  const submit = form.submit((body) => void command.run(body));
  const title = (
    <span className={classes.title}>
      For internal use
      <span className={classes.tag}>
        <IconLock size={12} stroke={1.7} aria-hidden />
        never public
      </span>
    </span>
  );
  return (
    <form onSubmit={submit} noValidate>
      <Box
        title={title}
        action={
          writes ? (
            <Button type="submit" variant="default" loading={command.pending} disabled={!changed}>
              Save
            </Button>
          ) : undefined
        }
      >
        <div className={classes.fields} data-columns="internal">
          <NativeSelect
            label="Industry"
            disabled={!writes}
            data={choices(industryNames, NOT_SAID, info.industry)}
            {...form.field('industry')}
          />
          <NativeSelect
            label="People"
            disabled={!writes}
            data={choices(sizeNames, NOT_SAID, info.size)}
            {...form.field('size')}
          />
          <TextInput label="What you use it for" readOnly={!writes} {...form.field('useCase')} />
        </div>
        <div className={classes.error}>
          <InlineError error={command.error} />
        </div>
        <p className={classes.foot}>Not on invoices, not in the marketplace.</p>
      </Box>
    </form>
  );
}
