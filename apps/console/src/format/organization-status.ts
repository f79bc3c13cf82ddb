import type { Organization } from '@annals/contracts';
import type { z } from 'zod';

type Standing = z.output<typeof Organization>['status'];

/** Whether an organization works, in words: "Paused by an owner". */
export function statusSentence({ status, suspendedBy }: Pick<Standing, 'status' | 'suspendedBy'>): string {
  if (status === 'active') return 'Active';
  if (status === 'frozen') return 'Frozen';
  if (status === 'pending_deletion') return 'About to be deleted';
  if (status === 'suspended' && suspendedBy === null) return 'Paused or suspended';
  if (status === 'suspended')
    return suspendedBy === 'owner' ? 'Paused by an owner' : 'Suspended by the operator of this installation';
  return status.replaceAll('_', ' ');
}
