import { organizationName, RenameOrganization } from '@annals/contracts';
import { Button, Popover, TextInput, UnstyledButton } from '@mantine/core';
import { IconHistory } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, Navigate } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { z } from 'zod';
import { renameOrganization } from '../../api/organization';
import { auditQuery } from '../../api/queries';
import { useCommand } from '../../api/use-command';
import { useOrganization } from '../../app/frame/frame-context';
import { Page } from '../../app/frame/page';
import { tabsOf } from '../../app/frame/settings-tabs';
import { OrganizationAvatar } from '../../components/avatar';
import { Box } from '../../components/box';
import { InlineError } from '../../components/failure';
import { Forbidden } from '../../components/page-states';
import { Sentence } from '../../components/sentence';
import { ShortId } from '../../components/short-id';
import { toast } from '../../components/toasts';
import { useForm } from '../../components/use-form';
import { When } from '../../components/when';
import { entryNumber } from '../../format/words';
import { languageName } from './languages';
import { LogoForm } from './logo-form';
import { PlaceForm } from './place-form';
import { FormerSlugs, SlugForm } from './slug-form';
import { StatusBox } from './status-box';
import { SettingsFrame } from './tabs';
import classes from './settings.module.css';

/** One field, one save; each field with its values over time. */
export function SettingsPage() {
  const { organizationId, organization, can } = useOrganization();
  const [first] = tabsOf({ can });
  if (first === undefined)
    return (
      <Page title="Settings">
        <Forbidden what="settings" needs="org.info:read" />
      </Page>
    );
  if (first.name !== 'General') return <Navigate to={first.to} params={{ organizationId }} replace />;
  return (
    <SettingsFrame>
      <Box title="General">
        <Setting name="Name" hint="Everyone in the organization sees it.">
          {can('org.info:write') ? <NameForm key={organization.name} /> : <p>{organization.name}</p>}
          <NameOverTime />
        </Setting>
        <Setting name="Address" hint="Links with the old address go on for 180 days.">
          {can('org.info:write') ? (
            <SlugForm key={organization.slug ?? ''} />
          ) : (
            <>
              <p>{organization.slug ?? 'None yet'}</p>
              <FormerSlugs />
            </>
          )}
        </Setting>
        <Setting name="Logo" hint="Shown beside the name. Made smaller, and freed of what its file told beside it.">
          {can('org.info:write') ? (
            <LogoForm />
          ) : (
            <OrganizationAvatar id={organizationId} name={organization.name} logo={organization.logo} size="large" />
          )}
        </Setting>
        <Setting
          name="Language and zone"
          hint="For days and schedules. The history stays in UTC; mails and console are in English."
        >
          {can('org.info:write') ? (
            <PlaceForm key={`${organization.country} ${organization.timeZone} ${organization.language}`} />
          ) : (
            <p>
              {[
                organization.language === null ? null : languageName(organization.language),
                organization.country,
                organization.timeZone,
              ]
                .filter(Boolean)
                .join(', ') || 'Not said yet'}
            </p>
          )}
        </Setting>
        <Setting name="Created" hint="The first entry of its history.">
          <When at={organization.createdAt} />
        </Setting>
        <Setting name="Id" hint="Never changes. Use it in the API.">
          <ShortId id={organization.organizationId} what="organization" />
        </Setting>
      </Box>
      <StatusBox />
    </SettingsFrame>
  );
}

function Setting({ name, hint, children }: { name: string; hint: string; children: ReactNode }) {
  return (
    <div className={classes.setting}>
      <div>
        <h3 className={classes.name}>{name}</h3>
        <p className={classes.hint}>{hint}</p>
      </div>
      <div className={classes.value}>{children}</div>
    </div>
  );
}

const Name = z.object({ name: organizationName });

function NameForm() {
  const { organizationId, organization } = useOrganization();
  const command = useCommand(
    (body: z.input<typeof RenameOrganization>, key) => renameOrganization(organizationId, body, key),
    {
      organizationId,
      onDone: () => {
        toast({ text: `Renamed the organization to ${form.values.name.trim()}.` });
      },
    },
  );
  const form = useForm(Name, { name: organization.name }, command.error);
  const submit = form.submit((body) => void command.run(body));
  return (
    <form onSubmit={submit} noValidate>
      <div className={classes.field}>
        <TextInput aria-label="Name of the organization" className={classes.input} {...form.field('name')} />
        <Button type="submit" loading={command.pending} disabled={form.values.name.trim() === organization.name}>
          Save
        </Button>
      </div>
      {form.field('name').error === undefined && (
        <div className={classes.error}>
          <InlineError error={command.error} />
        </div>
      )}
    </form>
  );
}

/** "Changed twice": opens who renamed it and when. */
function NameOverTime() {
  const { organizationId, organization, can } = useOrganization();
  const [opened, setOpened] = useState(false);
  const entries = useQuery({
    ...auditQuery(organizationId, { type: 'OrganizationRenamed', limit: 10 }),
    enabled: opened && can('audit:read'),
  });
  if (organization.renamed === null || organization.renamed === 0 || organization.lastRenamedAt === null)
    return (
      <p className={classes.changed}>
        <IconHistory size={15} stroke={1.7} aria-hidden />
        Never changed
      </p>
    );
  const words = (
    <>
      Changed{' '}
      {organization.renamed === 1 ? 'once' : organization.renamed === 2 ? 'twice' : `${organization.renamed} times`},
      last <When at={organization.lastRenamedAt} />
    </>
  );
  if (!can('audit:read'))
    return (
      <p className={classes.changed}>
        <IconHistory size={15} stroke={1.7} aria-hidden />
        <span>{words}</span>
      </p>
    );
  return (
    <Popover
      opened={opened}
      onChange={setOpened}
      position="bottom-start"
      width="min(360px, calc(100vw - 24px))"
      trapFocus
    >
      <Popover.Target>
        <UnstyledButton
          className={classes.changed}
          aria-haspopup="dialog"
          aria-expanded={opened}
          onClick={() => {
            setOpened(!opened);
          }}
        >
          <IconHistory size={15} stroke={1.7} aria-hidden />
          <span>{words}</span>
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown aria-label="Name over time">
        <div className={classes.overTime}>
          <b>Name over time</b>
          <Link
            to="/organizations/$organizationId/audit"
            params={{ organizationId }}
            search={{ type: 'OrganizationRenamed' }}
          >
            In the audit log
          </Link>
        </div>
        <InlineError error={entries.error} />
        <ul className={classes.entries}>
          {(entries.data?.items ?? []).map((entry) => (
            <li key={entry.sequence}>
              <Sentence organizationId={organizationId} parts={entry.sentence} actor={entry.actor} />
              {entry.reason !== null && <p>“{entry.reason}”</p>}
              <p>
                <When at={entry.at} /> · {entryNumber(entry.sequence)}
              </p>
            </li>
          ))}
        </ul>
      </Popover.Dropdown>
    </Popover>
  );
}
