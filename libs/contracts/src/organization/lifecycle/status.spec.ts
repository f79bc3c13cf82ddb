import {
  allRoutes,
  blockedBy,
  nameOf,
  OrganizationStanding,
  organizationStatus,
  refusalsOf,
  stopOf,
} from '../../index';

const ofOrganizations = allRoutes.filter(({ access }) => access !== 'public' && access !== 'signed-in');
const commands = ofOrganizations.filter(({ method }) => method !== 'GET');
const goingOn = (status: string) =>
  commands
    .filter((route) => stopOf(route, status) === undefined)
    .map(nameOf)
    .sort();
const handedOver = [
  'acceptOwnership',
  'declineOwnership',
  'offerOwnership',
  'setBillingAddress',
  'withdrawOwnershipOffer',
];
const atWork = [
  'claimRun',
  'failRun',
  'renewLease',
  'reportProgress',
  'reportStopped',
  'startRun',
  'succeedRun',
  'writeLog',
];
const lookedInto = ['requestAuditExport'];
const ofPeople = [
  'approveErasure',
  'eraseMe',
  'keepMe',
  'liftLegalHold',
  'placeLegalHold',
  'rejectErasure',
  'requestErasure',
  'withdrawErasure',
];
const always = [...handedOver, ...atWork, ...lookedInto, ...ofPeople].sort();

describe('A17: what the status of an organization stops', () => {
  it('is every command, but for those that end it, those that hand the organization over, those that look into its history, those that forget people and reports of runs at work', () => {
    expect(commands.length).toBeGreaterThan(10);
    expect(goingOn('suspended')).toEqual([...always, 'reactivateOrganization', 'suspendOrganization'].sort());
    expect(goingOn('frozen')).toEqual(always);
    expect(goingOn('pending_deletion')).toEqual([...always, 'cancelDeletion', 'requestDeletion'].sort());
    expect(goingOn('deleted')).toEqual([]);
    expect(goingOn('active')).toHaveLength(commands.length);
  });

  it('is no reading', () => {
    for (const status of organizationStatus.options)
      for (const route of ofOrganizations.filter(({ method }) => method === 'GET'))
        expect(stopOf(route, status)).toBeUndefined();
  });

  it('is said by the permissions of what is blocked and what goes on, with nothing left out', () => {
    expect(blockedBy('active')).toBeNull();
    for (const status of organizationStatus.options.filter((each) => each !== 'active')) {
      const said = blockedBy(status);
      expect(OrganizationStanding.shape.blocks.safeParse(said).error).toBeUndefined();
      for (const route of commands) {
        const stop = stopOf(route, status);
        expect([nameOf(route), said?.permissions.some((each) => each === route.access)]).toEqual([
          nameOf(route),
          stop !== undefined,
        ]);
        expect(said?.goesOn.some((each) => each === route.access)).toBe(stop === undefined);
        if (stop !== undefined) expect(said?.refusal).toBe(stop);
      }
    }
  });

  it('is what each command promises to say', () => {
    for (const route of commands)
      for (const status of organizationStatus.options) {
        const stop = stopOf(route, status);
        if (stop !== undefined) expect(refusalsOf(route)).toContain(stop);
      }
  });
});
