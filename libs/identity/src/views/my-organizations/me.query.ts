import { refused, routes, type Me } from '@annals/contracts';
import { serve, type QueryContext } from '@annals/platform';
import { ViewReader } from '@annals/views';
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { OrganizationSetup } from '../../access/organization-setup.service';
import { OrganizationFounding } from '../../account/organization-founding.port';
import { myOrganizations } from './my-organizations.view';

/** Who is signed in. */
export class GetMeQuery extends Query<Me> {
  constructor(
    readonly asked: unknown,
    readonly context: QueryContext,
  ) {
    super();
  }
}

@QueryHandler(GetMeQuery)
export class GetMeHandler implements IQueryHandler<GetMeQuery> {
  constructor(
    private readonly views: ViewReader,
    private readonly setup: OrganizationSetup,
    private readonly founding: OrganizationFounding,
  ) {}

  async execute({ context }: GetMeQuery): Promise<Me> {
    const userId = context.principal?.id;
    if (userId === undefined) throw refused('UNAUTHENTICATED');
    const profile = await this.views.read(
      myOrganizations,
      { account: userId },
      (db) =>
        db
          .selectFrom('profiles')
          .select(['email', 'verified', 'alias'])
          .where('account_id', '=', userId)
          .executeTakeFirst(),
      context,
    );
    // A session is older than what the view has seen: that is not the same as an erased person.
    if (!profile) throw refused('READ_MODEL_BEHIND', { view: myOrganizations.name });
    const { email, alias, verified: emailVerified } = profile;
    return { userId, email, alias, emailVerified, ownOrganizations: await this.ownOrganizations(userId, email) };
  }

  private async ownOrganizations(userId: string, email: string | null): Promise<Me['ownOrganizations']> {
    const { creation, organizationName, signUp } = this.founding.policy;
    // Only who is prompted for one can be asked to make one: nobody else's memberships are looked for.
    const required = signUp === 'prompt' && (await this.setup.missing(userId)) !== undefined;
    return {
      required,
      mayCreate: required || creation === 'self_service',
      suggestedName: organizationName === 'ask' || email === null ? null : this.founding.nameFor(email),
    };
  }
}

export const GetMeController = serve(routes.identity.getMe, { Query: GetMeQuery });
