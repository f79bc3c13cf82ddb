import { accountInfoSentences } from './account-info/sentences';
import { checklistSentences } from './checklist/sentences';
import { invitationsSentences } from './invitations/sentences';
import { logoSentences } from './logo/sentences';
import { joinRequestsSentences } from './join-requests/sentences';
import { ownershipSentences } from './ownership/sentences';
import { lifecycleSentences } from './lifecycle/sentences';
import { peopleSentences } from './people/sentences';
import { phonesSentences } from './phones/sentences';
import { profileSentences } from './profile/sentences';
import { policiesSentences } from './policies/sentences';
import { rolesSentences } from './roles/sentences';
import { seatsSentences } from './seats/sentences';
import { settingsSentences } from './settings/sentences';
import { workspacesSentences } from './workspaces/sentences';

/** How an organization, its people and their roles read. */
export const organizationSentences = {
  ...settingsSentences,
  ...logoSentences,
  ...lifecycleSentences,
  ...workspacesSentences,
  ...peopleSentences,
  ...ownershipSentences,
  ...invitationsSentences,
  ...joinRequestsSentences,
  ...profileSentences,
  ...rolesSentences,
  ...seatsSentences,
  ...phonesSentences,
  ...accountInfoSentences,
  ...policiesSentences,
  ...checklistSentences,
};
