import type { Config } from '@annals/config';
import { refused, stopOf, type Route } from '@annals/contracts';
import type { CommandContext } from '@annals/eventstore';
import { Refused, type Instant } from '@annals/kernel';
import { Vault } from '@annals/vault';
import { ViewReader, type Moment } from '@annals/views';
import { type CanActivate, type ExecutionContext, Inject, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import { CONFIG } from '../connections';
import { Acts, AppGrants, Denials, Memberships, Places, Principals, Setup, type Principal } from '../ports';
import { allowedIn, type Allowed } from './allowed';
import { commandContext, idempotencyKey, type Allowance } from './command-context';
import { credentialsOf } from './credentials';
import { deviceOf } from './current-device';
import { denialOf } from './denial';
import { earlierAnswer, isCommand } from './earlier-answer';
import { areRight, takeInputs } from './inputs';
import { judge } from './judge';
import { momentOf } from './looking-back';
import { minPositionOf } from './arrived';
import { routeOn } from './on';
import { refuseOtherSites } from './other-sites';
import { rememberFacts, type RequestFacts } from './request-facts';

type Found = Allowance & Pick<RequestFacts, 'member' | 'permissions' | 'workspaces' | 'bots'>;

const nothing: Pick<Found, 'permissions' | 'workspaces' | 'bots'> = {
  permissions: new Set(),
  workspaces: new Map(),
  bots: new Map(),
};

/**
 * The wall in front of every route: who is it, may they do this here? The organization comes from the URL, never from
 * the session; whoever does not belong to it gets the same 404 as for an organization that does not exist (architecture
 * §8).
 */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly principals: Principals,
    readonly memberships: Memberships,
    private readonly setup: Setup,
    private readonly places: Places,
    readonly appGrants: AppGrants,
    private readonly acts: Acts,
    private readonly denials: Denials,
    private readonly vault: Vault,
    private readonly views: ViewReader,
    @Inject(CONFIG) private readonly config: Pick<Config, 'publicUrl'>,
  ) {}

  async canActivate(execution: ExecutionContext): Promise<boolean> {
    await this.letIn(execution.switchToHttp().getRequest<FastifyRequest>(), routeOn(this.reflector, execution));
    return true;
  }

  /**
   * Returns when the request may go on; what was found out about it is in `factsOf`. @throws Refused when it may not
   */
  private async letIn(request: FastifyRequest, route: Route): Promise<void> {
    const principal = await this.principal(request);
    let allowed: Found;
    try {
      allowed = await this.allow(route, request, principal);
    } catch (error) {
      // what is wrong was never carried out
      const mayBeAgain = error instanceof Refused && isCommand(request) && areRight(request, route);
      if (mayBeAgain && ((await this.mayHearAgain(request, principal)) || (await this.mayFindAgain(route, request))))
        return;
      const denial = principal && denialOf(error, { route, request, principal });
      if (denial) this.denials.note(denial);
      throw error;
    }
    const moment = momentOf(request, route);
    takeInputs(request, route);
    const past = moment === undefined ? undefined : await this.past(request, moment);
    const context: CommandContext = commandContext(request, this.vault, {
      ...(principal ? { principal } : {}),
      allowance: allowed,
      isPublic: route.access === 'public',
    });
    rememberFacts(request, {
      ...(principal ? { principal } : {}),
      ...(allowed.member ? { member: allowed.member } : {}),
      permissions: allowed.permissions,
      workspaces: allowed.workspaces,
      bots: allowed.bots,
      context,
      ...(past ? { past } : {}),
    });
  }

  /** As of when it is asked. @throws Refused INSTANT_BEFORE_CREATION, INSTANT_IN_FUTURE */
  private past(request: FastifyRequest, asked: number | Instant): Promise<Moment> {
    return this.views.moment(organizationOf(request), asked, { minPosition: minPositionOf(request) });
  }

  /**
   * Leaving and signing out take away the right to ask for them again; whoever repeats the very command (its answer was
   * lost) gets its answer all the same (history.md §3). Only the answer: nothing is carried out.
   */
  private async mayHearAgain(request: FastifyRequest, principal: Principal | undefined): Promise<boolean> {
    const asked = principal ?? (await this.former(request));
    const answered = asked && (await earlierAnswer(request, this.vault, asked));
    if (!answered) return false;
    rememberFacts(request, {
      ...nothing,
      context: commandContext(request, this.vault, { principal: asked, allowance: {}, isPublic: false }),
      answered,
    });
    return true;
  }

  /** The same, where the answer was not kept because it shows a secret: the command itself finds what it came to. */
  private async mayFindAgain({ endsOwnSession }: Route, request: FastifyRequest): Promise<boolean> {
    const mayBe = endsOwnSession && idempotencyKey(request) !== undefined;
    const principal = mayBe ? await this.former(request) : undefined;
    if (!principal) return false;
    rememberFacts(request, {
      principal,
      former: true,
      ...nothing,
      context: commandContext(request, this.vault, { principal, allowance: {}, isPublic: false }),
    });
    return true;
  }

  private async former(request: FastifyRequest): Promise<Principal | undefined> {
    const carried = credentialsOf(request);
    return typeof carried === 'object' && 'sessionToken' in carried
      ? this.principals.formerly(carried.sessionToken)
      : undefined;
  }

  private async principal(request: FastifyRequest): Promise<Principal | undefined> {
    const carried = credentialsOf(request);
    if (carried === undefined) return undefined;
    if (carried === 'unreadable') throw refused('UNAUTHENTICATED');
    if ('sessionToken' in carried) refuseOtherSites(request, this.config.publicUrl);
    return this.principals.authenticate(carried);
  }

  private async allow(route: Route, request: FastifyRequest, principal: Principal | undefined): Promise<Found> {
    const { access } = route;
    if (access === 'public') return nothing;
    if (!principal) throw refused('UNAUTHENTICATED');
    if (access === 'signed-in') {
      if (principal.kind !== 'user') throw refused('FORBIDDEN');
      await this.mustBeVerified(route, principal);
      return nothing;
    }
    const organizationId = organizationOf(request);
    const allowed = await this.allowedIn(organizationId, principal);
    const { member, permissions, workspaces, bots } = allowed;
    const { session, id: userId } = principal;
    if (member && session !== undefined)
      this.acts.note({ organizationId, personId: member.personId, userId, session }, () => deviceOf(request));
    const grants = await judge(allowed, { route: { ...route, access }, request, organizationId }, this.places);
    await this.mustBeVerified(route, principal);
    await this.mustGoOn(route, organizationId);
    const actor = member && { member, actorKey: { scope: organizationId, subject: member.personId } };
    return { ...actor, permissions, workspaces, bots, permission: access, grants };
  }

  /** Who belongs nowhere hears what to do first. @throws Refused ORGANIZATION_SETUP_REQUIRED, NO_ORGANIZATION */
  private async allowedIn(organizationId: string, principal: Principal): Promise<Allowed> {
    try {
      return await allowedIn(this, organizationId, principal);
    } catch (error) {
      const isOutside = error instanceof Refused && error.code === 'ORG_NOT_FOUND' && principal.kind === 'user';
      const missing = isOutside ? await this.setup.missing(principal.id) : undefined;
      if (missing !== undefined) throw refused(missing);
      throw error;
    }
  }

  /** X13, where the route is of those for which an address is verified first. @throws Refused EMAIL_NOT_VERIFIED */
  private async mustBeVerified({ needsVerifiedAddress }: Route, { kind, id }: Principal): Promise<void> {
    if (needsVerifiedAddress && kind === 'user' && (await this.setup.mustVerify(id)))
      throw refused('EMAIL_NOT_VERIFIED');
  }

  /**
   * The one wall of an organization's status (A17): for people and keys, by the permission of the route, so that no
   * command has to think of it. @throws Refused ORG_SUSPENDED, ORG_FROZEN
   */
  private async mustGoOn(route: Pick<Route, 'method' | 'access'>, organizationId: string): Promise<void> {
    const { status, since } = await this.memberships.standing(organizationId);
    const stop = stopOf(route, status);
    if (stop) throw refused(stop, { organizationStatus: status, since });
  }
}

/** Ids are uuids: anything else names nothing. */
function organizationOf(request: FastifyRequest): string {
  const params = request.params as Readonly<Record<string, string | undefined>>;
  const organizationId = params.organizationId?.toLowerCase() ?? '';
  if (!/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(organizationId)) throw refused('ORG_NOT_FOUND');
  return organizationId;
}
