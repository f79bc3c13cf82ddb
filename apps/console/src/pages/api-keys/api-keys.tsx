import { type ApiKey, personKeyPermissions } from '@annals/contracts';
import { Button } from '@mantine/core';
import { IconKey, IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { z } from 'zod';
import { keysQuery } from '../../api/queries';
import { useOrganization } from '../../app/frame/frame-context';
import { Page } from '../../app/frame/page';
import { type Column, DataTable } from '../../components/data-table';
import { Behind, LoadFailure } from '../../components/failure';
import { Issuer, May } from '../../components/keys/about-key';
import { IssueDialog } from '../../components/keys/issue-dialog';
import { keyState } from '../../components/keys/key-state';
import { RevokeKey } from '../../components/keys/revoke-key';
import { SkeletonRows } from '../../components/skeleton';
import { StateBox } from '../../components/state-box';
import { keyLooks, Status } from '../../components/status';
import { Pager } from '../../components/toolbar';
import { useCursor } from '../../components/use-cursor';
import { useNow, When } from '../../components/when';
import classes from './api-keys.module.css';

const route = getRouteApi('/signed-in/organizations/$organizationId/api-keys');
type AnyKey = z.output<typeof ApiKey>;

/** All keys of the organization: people's, for services that act for them, and bots' own. */
export function ApiKeysPage() {
  return (
    <Page title="API keys">
      <Keys />
    </Page>
  );
}

function Keys() {
  const { organizationId, organization, membership, can } = useOrganization();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const keys = useQuery(keysQuery({ organizationId }, search.cursor));
  const pages = useCursor(
    search.cursor,
    keys.data?.next ?? null,
    (cursor) => void navigate({ search: (before) => ({ ...before, cursor }) }),
  );
  const open = (isOpen: boolean) =>
    void navigate({ search: (before) => ({ ...before, new: isOpen ? 'key' : undefined }), replace: true });
  return (
    <>
      <div className={classes.head}>
        <p>
          A key of yours lets a service act for you in {organization.name}. Bots have keys of their own, issued in their
          panels.
        </p>
        {can('api_keys:manage') && (
          <Button
            leftSection={<IconPlus size={16} stroke={1.7} aria-hidden />}
            data-new
            data-compact
            onClick={() => {
              open(true);
            }}
          >
            Issue key
          </Button>
        )}
      </div>
      <Behind error={keys.failureReason} />
      {keys.data === undefined &&
        (keys.error === null ? (
          <SkeletonRows />
        ) : (
          <LoadFailure what="list of keys" error={keys.error} retry={() => void keys.refetch()} />
        ))}
      {keys.data?.items.length === 0 && (
        <StateBox
          icon={IconKey}
          title="No keys yet"
          actions={
            can('api_keys:manage') && (
              <Button
                variant="default"
                onClick={() => {
                  open(true);
                }}
              >
                Issue key
              </Button>
            )
          }
        >
          A key lets a service call the API for you, with the permissions you choose, for a time you choose. It ends
          when you leave.
        </StateBox>
      )}
      {keys.data !== undefined && keys.data.items.length > 0 && (
        <>
          <DataTable
            label="API keys"
            columns={columns}
            rows={keys.data.items}
            rowKey={(key) => key.keyId}
            small={small}
          />
          <Pager {...pages} />
        </>
      )}
      {can('api_keys:manage') && (
        <IssueDialog
          owner={{ organizationId }}
          of={organization.name}
          opened={search.new === 'key'}
          close={() => {
            open(false);
          }}
          grantable={personKeyPermissions.filter((each) => membership.permissions.includes(each))}
        />
      )}
    </>
  );
}

function State({ apiKey }: { apiKey: AnyKey }) {
  return <Status look={keyLooks[keyState(apiKey, useNow())]} />;
}

function Act({ apiKey }: { apiKey: AnyKey }) {
  const { organizationId, can } = useOrganization();
  return keyState(apiKey, useNow()) === 'active' && can('api_keys:manage') ? (
    <RevokeKey owner={{ organizationId }} apiKey={apiKey} />
  ) : (
    '–'
  );
}

const may = (key: AnyKey) => (
  <span className={classes.may}>
    <May apiKey={key} />
  </span>
);
const name = (key: AnyKey) => (
  <>
    <b className={classes.name}>{key.name}</b>
    {key.bot !== null && <span className={classes.bot}>of the bot {key.bot.name}</span>}
  </>
);

const columns: readonly Column<AnyKey>[] = [
  { key: 'name', head: 'Key', cell: name },
  { key: 'issuer', head: 'Issued by', cell: (key) => <Issuer apiKey={key} /> },
  { key: 'state', head: 'Status', cell: (key) => <State apiKey={key} /> },
  { key: 'may', head: 'May', wide: true, spare: 1, cell: may },
  { key: 'used', head: 'Last used', end: true, cell: (key) => <When at={key.lastUsedAt} /> },
  {
    key: 'expires',
    head: 'Expires',
    end: true,
    spare: 2,
    cell: (key) => <When at={key.revokedAt === null ? key.expiresAt : null} />,
  },
  { key: 'acts', head: 'Actions', end: true, cell: (key) => <Act apiKey={key} /> },
];

const small = (key: AnyKey): ReactNode => (
  <>
    <div className={classes.line}>
      <span>{name(key)}</span>
      <State apiKey={key} />
    </div>
    <div className={classes.line}>{may(key)}</div>
    <div className={classes.line}>
      <span>
        Issued by <Issuer apiKey={key} />
      </span>
    </div>
    <div className={classes.line}>
      <span>
        {key.lastUsedAt === null ? (
          'Never used'
        ) : (
          <>
            Used <When at={key.lastUsedAt} />
          </>
        )}
        {key.revokedAt === null && (
          <>
            {' '}
            · expires <When at={key.expiresAt} />
          </>
        )}
      </span>
      <Act apiKey={key} />
    </div>
  </>
);
