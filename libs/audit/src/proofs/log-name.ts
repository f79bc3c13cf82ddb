import type { Instant } from '@annals/kernel';

/**
 * What the history of an organization is called in its checkpoints. After a restore it has another name: a backup ends
 * before what was signed last, and what comes then is no contradiction of it but another log. Whoever kept a checkpoint
 * from before compares it all the same (`verifiedGrowth` asks for no name), and sees what was lost.
 */
export function logName(installation: string, organizationId: string, restoredAt: Instant | undefined): string {
  const restored = restoredAt === undefined ? '' : `@${restoredAt.replace(/[-:]|\.\d+/g, '')}`;
  return `annals/${installation}/${organizationId}${restored}`;
}
