import { defineEvent, id, memberInvited, organizationCreated, botDisabled, botLocked, eventDefinitions } from './index';

describe('event definitions', () => {
  it('sort what is sealed into its part', () => {
    expect(organizationCreated({ organizationId: 'o', createdBy: 'u' }, { name: 'Halden' })).toEqual({
      type: 'OrganizationCreated',
      data: { organizationId: 'o', createdBy: 'u' },
      text: { name: 'Halden' },
    });
    const invited = memberInvited(
      { invitationId: 'i', personId: 'p', roles: ['member'], invitedBy: 'q', generation: 1, expiresAt: 'later' },
      { email: 'ada@acme.example' },
    );
    expect(invited).toMatchObject({ personal: { email: 'ada@acme.example' } });
    expect(JSON.stringify(invited.data)).not.toContain('ada');
  });
  it('have no sealed part where nothing is sealed', () =>
    expect(botDisabled({ botId: 'b' })).toEqual({ type: 'BotDisabled', data: { botId: 'b' } }));
  it('name the person of every personal part by a field of data', () => {
    for (const { type, personal, of, data } of eventDefinitions.values()) {
      if (personal) expect([type, Object.keys(data.shape)]).toEqual([type, expect.arrayContaining([of])]);
    }
  });
  it('have a version, which is the first unless they say another', () => {
    expect([botLocked.version, defineEvent('BotMoved', { version: 3, data: { botId: id } }).version]).toEqual([1, 3]);
  });
  it('have one exact PascalCase name each', () => {
    for (const type of eventDefinitions.keys()) expect(type).toMatch(/^(?:[A-Z][a-z]+)+$/);
  });
});
