import type { BulkFate, BulkPreview, Role } from '@annals/contracts';
import { Button, FileButton, Textarea } from '@mantine/core';
import { IconFileUpload } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { z } from 'zod';
import { inviteList, previewList } from '../../api/organization';
import { useCommand } from '../../api/use-command';
import { useOrganization } from '../../app/frame/frame-context';
import { Page } from '../../app/frame/page';
import { Box } from '../../components/box';
import { InlineError } from '../../components/failure';
import { fieldSentence } from '../../components/field-sentences';
import { Forbidden } from '../../components/page-states';
import { toast } from '../../components/toasts';
import { useRoles } from '../../components/use-roles';
import { plural } from '../../format/words';
import classes from './invite-list.module.css';
import { ListPreview } from './list-preview';
import { RoleChoice } from './role-choice';

/** Invites everybody on a list: first it says what each line will do, then it does that, in one act. */
export function InviteListPage() {
  const { can } = useOrganization();
  return (
    <Page title="Invite from a list" way="People">
      {can('invitations:manage') ? <Form /> : <Forbidden what="invitations" needs="invitations:manage" />}
    </Page>
  );
}

function Form() {
  const { organizationId } = useOrganization();
  const navigate = useNavigate();
  const known = useRoles();
  const [csv, setCsv] = useState('');
  const [roles, setRoles] = useState<Role[]>(['member']);
  const [seen, setSeen] = useState<z.output<typeof BulkPreview>>();
  const preview = useCommand(
    (said: { csv: string; roles: Role[] }, key: string) => previewList(organizationId, said, key),
    { onDone: setSeen },
  );
  const invite = useCommand(
    (said: { csv: string; roles: Role[]; expected: BulkFate[] }, key: string) => inviteList(organizationId, said, key),
    {
      organizationId,
      onDone: async ({ invited }) => {
        toast({ text: `Invited ${plural(invited, 'person', 'people')}. The mails are on their way.` });
        await navigate({
          to: '/organizations/$organizationId/people',
          params: { organizationId },
          search: { tab: 'invitations' },
        });
      },
    },
  );
  const change = (act: () => void) => {
    act();
    setSeen(undefined);
    preview.reset();
    invite.reset();
  };
  const offered = known.all.filter(({ grantable }) => grantable).reverse();
  return (
    <div className={classes.parts}>
      <Box title="The list">
        <div className={classes.body}>
          <Textarea
            label="Addresses"
            description="A file with the columns email and roles, or one address in each line; 500 at most."
            placeholder={'email,roles\nnoor@acme.example,Member\nb.keller@acme.example,Auditor'}
            autosize
            minRows={5}
            maxRows={14}
            value={csv}
            onChange={(event) => {
              const typed = event.currentTarget.value;
              change(() => {
                setCsv(typed);
              });
            }}
          />
          <FileButton
            accept="text/csv,text/plain,.csv,.txt"
            onChange={(file) => {
              if (file !== null)
                void file.text().then((text) => {
                  change(() => {
                    setCsv(text);
                  });
                });
            }}
          >
            {(props) => (
              <Button variant="default" leftSection={<IconFileUpload size={16} stroke={1.7} aria-hidden />} {...props}>
                Choose a file
              </Button>
            )}
          </FileButton>
          <RoleChoice
            label="Roles of lines that name none"
            chosen={roles}
            offered={offered}
            onChange={(next) => {
              change(() => {
                setRoles(next);
              });
            }}
            error={roles.length === 0 ? fieldSentence('roles') : undefined}
          />
          <InlineError error={preview.error} />
          <div>
            <Button
              variant={seen === undefined ? 'filled' : 'default'}
              loading={preview.pending}
              disabled={csv.trim() === '' || roles.length === 0}
              onClick={() => void preview.run({ csv, roles })}
            >
              See what it will do
            </Button>
          </div>
        </div>
      </Box>
      {seen !== undefined && (
        <ListPreview
          preview={seen}
          error={invite.error}
          pending={invite.pending}
          act={() => void invite.run({ csv, roles, expected: seen.items.map(({ does }) => does) })}
        />
      )}
    </div>
  );
}
