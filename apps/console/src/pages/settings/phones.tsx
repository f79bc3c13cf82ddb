import { inWords, type Phone } from '@annals/contracts';
import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconPhone, IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { z } from 'zod';
import { phonesQuery } from '../../api/account-info';
import { useOrganization } from '../../app/frame/frame-context';
import { Box } from '../../components/box';
import { LoadFailure } from '../../components/failure';
import { Placeholder } from '../../components/skeleton';
import { StateBox } from '../../components/state-box';
import { Status } from '../../components/status';
import { AddPhoneDialog } from './add-phone-dialog';
import { PhoneMenu } from './phone-menu';
import { phoneLooks, purposeNames } from './phone-words';
import { useWorkspaceNames, type WorkspaceNames } from '../../components/use-workspace-names';
import { VerifyPhone } from './verify-phone';
import classes from './account-info.module.css';

/** The organization's phone numbers; one that is not verified yet is verified where it stands. */
export function PhonesBox() {
  const { organizationId, can } = useOrganization();
  const manages = can('org.phone:manage');
  const phones = useQuery(phonesQuery(organizationId));
  const workspaces = useWorkspaceNames();
  const [adding, add] = useDisclosure(false);
  return (
    <Box
      title="Phone numbers"
      action={
        manages && (
          <Button variant="default" leftSection={<IconPlus size={15} stroke={1.7} aria-hidden />} onClick={add.open}>
            Add number
          </Button>
        )
      }
    >
      {phones.data === undefined ? (
        phones.error === null ? (
          <Placeholder height={96} />
        ) : (
          <LoadFailure what="phone numbers" error={phones.error} retry={() => void phones.refetch()} />
        )
      ) : phones.data.items.length === 0 ? (
        <StateBox icon={IconPhone} title="No phone number yet">
          Numbers that people or alerts can reach the organization by. Each is verified by a code.
        </StateBox>
      ) : (
        <ul aria-label="Phone numbers">
          {phones.data.items.map((phone) => (
            <PhoneRow key={phone.phoneId} phone={phone} workspaces={workspaces} manages={manages} />
          ))}
        </ul>
      )}
      {manages && <AddPhoneDialog opened={adding} close={add.close} />}
    </Box>
  );
}

interface PhoneRowProps {
  phone: z.output<typeof Phone>;
  workspaces: WorkspaceNames;
  manages: boolean;
}

function PhoneRow({ phone, workspaces, manages }: PhoneRowProps) {
  const open = phone.verifiedAt === null;
  return (
    <li className={classes.phone} data-open={open || undefined}>
      <span className={classes.number}>{phone.written}</span>
      <span className={classes.title}>
        {inWords(purposeNames, phone.purpose)}
        {phone.isDefault && <span className={classes.tag}>Default</span>}
      </span>
      <span className={classes.label}>
        {phone.label}
        {phone.workspaceId !== null && (
          <span className={classes.user}>Used by {workspaces.get(phone.workspaceId) ?? 'a workspace'}</span>
        )}
      </span>
      <span className={classes.state}>
        <Status look={open ? phoneLooks.open : phoneLooks.verified} />
        {manages && <PhoneMenu phone={phone} workspaces={workspaces} />}
      </span>
      {open && manages && <VerifyPhone phone={phone} />}
    </li>
  );
}
