import type { Explanation } from '../../api/access';
import { answerOf, asText, missingWords, waysOf } from './chain';

const given = { type: 'MemberRolesChanged', sequence: 48_209, revision: 12, at: '2026-11-19T14:27:47.000Z' };
const explanation: Explanation = {
  personId: 'chen',
  permission: 'runs:control',
  allowed: true,
  suspended: false,
  roles: ['member', 'night'],
  roleNames: ['Member', 'Run supervisor'],
  grants: [
    { role: 'night', name: 'Run supervisor', given, allows: { ...given, type: 'RoleCreated', sequence: 15_904 } },
  ],
  workspace: null,
  wouldAllow: [],
};

describe('E4: why somebody may something, in words', () => {
  it('names each link with its event or the rule', () => {
    const ways = waysOf(explanation, 'every workspace');
    expect(answerOf(explanation, 'Chen Wei', ways)).toMatch(/^Chen Wei may .*, for one reason$/);
    expect(ways[0]?.links.map(({ event }) => event?.sequence ?? 'a rule')).toEqual([48_209, 15_904, 'a rule']);
    expect(asText('Chen may', ways, 'Now.')).toContain('event #48209, 19 Nov 2026, 14:27:47 UTC');
  });

  it('also by what they are in a workspace', () => {
    const workspace = { workspaceId: 'customs', role: 'operator', inheritedFrom: null, given, allows: true };
    expect(waysOf({ ...explanation, grants: [], workspace }, 'Customs').map(({ name }) => name)).toEqual([
      'Customs: Operator',
    ]);
    expect(waysOf({ ...explanation, grants: [], workspace: { ...workspace, allows: false } }, 'Customs')).toEqual([]);
  });

  it('says what is missing, and that who is suspended may nothing', () => {
    const denied = {
      ...explanation,
      allowed: false,
      grants: [],
      wouldAllow: [{ role: 'owner', name: 'Owner', grantedBy: null }],
    };
    expect(answerOf(denied, 'Chen Wei', [])).toMatch(/^Chen Wei may not /);
    expect(missingWords(denied)).toContain('Owner has it.');
    expect(answerOf({ ...denied, suspended: true }, 'Chen Wei', [])).toContain('suspended');
  });
});
