import { erasureEnded, legalHoldLifted, subjectErased } from '@annals/contracts';
import { happened, jobsOf, someLog } from '@annals/views';
import { agreed, asked, erasureId, held, holdId, karin, organizationId } from '../../testing/examples';
import { keepDueOfErasuresWhenTheyChange as reaction } from './keep-due-of-erasures-when-they-change';

const queue = 'audit.keep-erasure-dues';
const there = { organization: organizationId };

describe('keep when erasures are due when they change', () => {
  it('makes a job when one is asked for, approved or ended', () => {
    for (const event of [asked, agreed, erasureEnded({ erasureId, personId: karin, how: 'called_off' })])
      expect(jobsOf(reaction, someLog(happened(event, there)))).toMatchObject([
        { queue, payload: { organizationId, erasureId } },
      ]);
  });

  it('makes one for all of an organization when a legal hold is lifted', () =>
    expect(jobsOf(reaction, someLog(happened(legalHoldLifted({ holdId }), there)))).toMatchObject([
      { queue, payload: { organizationId } },
    ]));

  it('stays quiet about what the timer did itself, and about a hold that is placed: it looks before it acts', () => {
    for (const { type } of [subjectErased({ erasureId, personId: karin }), held])
      expect(reaction.handles(type)).toBe(false);
  });
});
