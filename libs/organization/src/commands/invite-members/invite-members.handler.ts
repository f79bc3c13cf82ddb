import type { BulkPreview, OrganizationEvent, Role } from '@annals/contracts';
import { EventStore, uuidV5, type CommandContext, type Decided } from '@annals/eventstore';
import { csvRows } from '@annals/platform';
import { Vault, type TakenClaim } from '@annals/vault';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { z } from 'zod';
import { InvitationLimits } from '../../organization/invitation-limits.service';
import { addressOf, listed, sameAddress } from '../../organization/invitation-list';
import { roomLeft } from '../../organization/invitations';
import { organization } from '../../organization/organization';
import { named } from '../../organization/roles';
import { seatsLeft } from '../../organization/seating';
import { domainOf, OpenDomains } from '../../security/open-domains.service';
import { inviteMembers, planned, type Asked } from './invite-members';

interface List {
  readonly organizationId: string;
  readonly csv: string;
  readonly roles: readonly Role[];
}

export class PreviewBulkCommand extends Command<z.input<typeof BulkPreview>> {
  constructor(
    readonly body: List,
    readonly context: CommandContext,
  ) {
    super();
  }
}

export class InviteMembersCommand extends Command<Decided<OrganizationEvent>> {
  constructor(
    readonly body: List & { readonly expected: readonly string[] },
    readonly context: CommandContext,
  ) {
    super();
  }
}

type Claimed = { readonly email: string; readonly holder: string; readonly taken?: TakenClaim };

/** The lines of a list, each with the person whose address it is; the same address is the same person. */
async function linesOf(
  csv: string,
  ownDomains: ReadonlySet<string>,
  personOf: (email: string) => Promise<string>,
): Promise<readonly Asked[]> {
  const known = new Map<string, string>();
  const lines: Asked[] = [];
  for (const person of listed(csvRows(csv))) {
    const email = addressOf(person);
    const same = email === undefined ? undefined : sameAddress(email);
    const personId =
      same === undefined || email === undefined ? undefined : (known.get(same) ?? (await personOf(email)));
    if (same !== undefined && personId !== undefined) known.set(same, personId);
    const typed = email ?? person.email.slice(0, 254);
    const atOwnDomain = ownDomains.has(domainOf(typed));
    lines.push({ line: person.line, roles: person.roles, email: typed, personId, atOwnDomain });
  }
  return lines;
}

/** Says what would become of a list. Nobody is claimed by it: who is not known yet is somebody new. */
@CommandHandler(PreviewBulkCommand)
export class PreviewBulkHandler implements ICommandHandler<PreviewBulkCommand> {
  constructor(
    private readonly store: EventStore,
    private readonly vault: Vault,
    private readonly domains: OpenDomains,
  ) {}

  async execute({ body, context }: PreviewBulkCommand): Promise<z.input<typeof BulkPreview>> {
    const { organizationId, csv } = body;
    const people = await linesOf(csv, await this.domains.ownOf(organizationId), async (email) => {
      const known = await this.vault.claims.find({ scope: organizationId, kind: 'email', value: email });
      return known?.holder ?? uuidV5(context.commandId, `person/${sameAddress(email)}`);
    });
    const asked = { ...body, lines: people };
    const target = { stream: organization, id: [organizationId] } as const;
    const { result } = await this.store.preview(target, context, (state, facts) => {
      const lines = planned(state, asked, facts);
      const invites = lines.filter(({ does }) => does === 'invite').length;
      const free = seatsLeft(state, facts.now);
      return {
        items: lines.map(({ line, email, roles, does }) => ({ line, email, does, ...named(state, roles) })),
        invites,
        leftToday: roomLeft(state.invitations, state.policies.inForce.invitationsPerDay, facts.now) - invites,
        seatsLeft: free === null ? null : free - lines.reduce((sum, { seats }) => sum + seats, 0),
      };
    });
    return result ?? { items: [], invites: 0, leftToday: 0, seatsLeft: null };
  }
}

/** Claims every address, does what the preview said, and gives the claims up that nothing came of. */
@CommandHandler(InviteMembersCommand)
export class InviteMembersHandler implements ICommandHandler<InviteMembersCommand> {
  constructor(
    private readonly vault: Vault,
    private readonly limits: InvitationLimits,
    private readonly domains: OpenDomains,
  ) {}

  async execute({ body, context }: InviteMembersCommand): Promise<Decided<OrganizationEvent>> {
    const { organizationId, csv } = body;
    const claims: Claimed[] = [];
    const invited = new Set<string>();
    try {
      const lines = await linesOf(csv, await this.domains.ownOf(organizationId), async (email) => {
        const holder = uuidV5(context.commandId, `person/${sameAddress(email)}`);
        const taken = await this.vault.claims.take({ scope: organizationId, kind: 'email', value: email, holder });
        claims.push({ email, holder: taken.holder, ...(taken.outcome === 'taken' ? { taken } : {}) });
        return taken.holder;
      });
      const asked = { ...body, lines };
      const emails = lines.flatMap((each, n) => (body.expected[n] === 'invite' ? [each.email] : []));
      const decided = await this.limits.decideMany({ organizationId, emails, context }, (state, facts) =>
        inviteMembers(state, asked, facts),
      );
      for (const event of decided.events) if (event.type === 'MemberInvited') invited.add(event.data.personId);
      return decided;
    } finally {
      for (const claim of claims) await this.settle(organizationId, claim, invited.has(claim.holder));
    }
  }

  private async settle(scope: string, { email, holder, taken }: Claimed, isInvited: boolean): Promise<void> {
    const claim = { scope, kind: 'email', value: email, holder };
    if (isInvited) await this.vault.claims.confirm(claim);
    else if (taken) await this.vault.claims.abandon(claim, taken);
  }
}
