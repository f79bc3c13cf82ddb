import { AddDomain, type Domain, domainModeNames, type DomainMode, SetDomainMode } from '@annals/contracts';
import { Button, NativeSelect, TextInput } from '@mantine/core';
import { IconCircleCheckFilled, IconCircleDashed } from '@tabler/icons-react';
import type { z } from 'zod';
import { addDomain, removeDomain, setDomainMode, verifyDomain } from '../../api/domains';
import { useCommand } from '../../api/use-command';
import { useOrganization } from '../../app/frame/frame-context';
import { Box } from '../../components/box';
import { InlineError } from '../../components/failure';
import { toast } from '../../components/toasts';
import { useForm } from '../../components/use-form';
import classes from './domains.module.css';

type Shown = z.output<typeof Domain>;

/** Domains, each with the record that proves it and what it does for people with an address there. */
export function DomainsBox({ domains }: { domains: readonly Shown[] }) {
  const { can } = useOrganization();
  return (
    <Box title="Domains">
      {domains.length === 0 && (
        <p className={classes.none}>No domain yet. People with an address at a verified one may join by themselves.</p>
      )}
      {domains.map((each) => (
        <DomainRow key={each.domainId} domain={each} />
      ))}
      {can('security:write') && <AddForm />}
    </Box>
  );
}

function DomainRow({ domain: { domainId, domain, verified, mode, record } }: { domain: Shown }) {
  const { organizationId, can } = useOrganization();
  const ids = { organizationId, domainId };
  const verify = useCommand((_: object, key: string) => verifyDomain(ids, key), {
    organizationId,
    onDone: (done) => {
      toast({ text: done.verified ? `Verified ${domain}.` : `The record of ${domain} is not there yet.` });
    },
  });
  const set = useCommand((to: DomainMode, key: string) => setDomainMode(ids, to, key), { organizationId });
  const remove = useCommand((_: object, key: string) => removeDomain(ids, key), {
    organizationId,
    onDone: () => {
      toast({ text: `Removed ${domain}. Who joined by it stays.` });
    },
  });
  const writes = can('security:write');
  return (
    <div className={classes.row}>
      <div>
        <h3 className={classes.domain}>{domain}</h3>
        {!verified && (
          <p className={classes.record}>
            {record.type} <code>{record.name}</code> = <code>{record.value}</code>
          </p>
        )}
        {verified && !writes && <p className={classes.record}>{(domainModeNames as Record<string, string>)[mode]}</p>}
        {verified && writes && (
          <NativeSelect
            aria-label={`What ${domain} does`}
            className={classes.mode}
            value={mode}
            disabled={set.pending}
            data={Object.entries(domainModeNames).map(([value, label]) => ({ value, label }))}
            onChange={(event) => void set.run(SetDomainMode.shape.mode.parse(event.currentTarget.value))}
          />
        )}
        <InlineError error={verify.error ?? set.error ?? remove.error} />
      </div>
      <span className={classes.state} data-verified={verified || undefined}>
        {verified ? <IconCircleCheckFilled size={15} aria-hidden /> : <IconCircleDashed size={15} aria-hidden />}
        {verified ? 'Verified' : 'Waits for DNS'}
      </span>
      {writes && (
        <span className={classes.acts}>
          <Button variant="default" loading={verify.pending} onClick={() => void verify.run({})}>
            {verified ? 'Look again' : 'Verify'}
          </Button>
          <Button
            variant="default"
            aria-label={`Remove ${domain}`}
            loading={remove.pending}
            onClick={() => void remove.run({})}
          >
            Remove
          </Button>
        </span>
      )}
    </div>
  );
}

function AddForm() {
  const { organizationId } = useOrganization();
  const command = useCommand((domain: string, key: string) => addDomain(organizationId, domain, key), {
    organizationId,
    onDone: () => {
      form.set('domain', '');
    },
  });
  const form = useForm(AddDomain, { domain: '' }, command.error);
  const submit = form.submit((body) => void command.run(body.domain));
  return (
    <form onSubmit={submit} noValidate className={classes.add}>
      <TextInput aria-label="Domain" placeholder="halden.example" {...form.field('domain')} />
      <Button type="submit" loading={command.pending} disabled={form.values.domain.trim() === ''}>
        Add domain
      </Button>
      {form.field('domain').error === undefined && <InlineError error={command.error} />}
    </form>
  );
}
