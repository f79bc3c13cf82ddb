import { refused, routes, type AnswerOf, type AskedOf } from '@annals/contracts';
import { EventStore } from '@annals/eventstore';
import { mayReadEmail, serve, type QueryContext } from '@annals/platform';
import { Vault } from '@annals/vault';
import { eventsSealedWith, ViewReader } from '@annals/views';
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { oversight } from '../../oversight/oversight';
import { Subjects, type KnownHere, type Subject } from '../../oversight/subjects.port';
import { audit } from '../audit/audit.view';
import { holdsHere, holdsOn, labelsOf } from './erasure';
import { erasuresView } from './erasures.view';

type Route = typeof routes.audit.previewErasure;
type Preview = AnswerOf<Route>;

export class PreviewErasureQuery extends Query<Preview> {
  constructor(
    readonly asked: AskedOf<Route>,
    readonly context: QueryContext,
  ) {
    super();
  }
}

/** Looks at all that erasing somebody would touch, and asks for nothing. */
@QueryHandler(PreviewErasureQuery)
export class PreviewErasureHandler implements IQueryHandler<PreviewErasureQuery> {
  constructor(
    private readonly views: ViewReader,
    private readonly store: EventStore,
    private readonly vault: Vault,
    private readonly subjects: Subjects,
  ) {}

  /** @throws Refused PERSON_NOT_FOUND, SUBJECT_ERASED */
  async execute({ asked, context }: PreviewErasureQuery): Promise<Preview> {
    const { organizationId, personId } = asked;
    const { erasures } = (await this.store.state({ stream: oversight, id: [organizationId] }, 0)).state;
    if (erasures.erased.has(personId)) throw refused('SUBJECT_ERASED');
    const subject = await this.subjects.of(organizationId, personId);
    if (!subject) throw refused('PERSON_NOT_FOUND');
    const streams = await this.streams(asked, context);
    return {
      ...(await this.shown(asked, context)),
      standing: subject.standing,
      entries: streams.reduce((sum, { events }) => sum + events, 0),
      streams: [...streams],
      runs: await this.runs(organizationId, subject, context),
      isLastOwner: subject.isLastOwner,
      organizationNamedAfter: isNamedAfter(await this.subjects.knownBy(organizationId, personId)),
      open: erasures.openOf.get(personId) ?? null,
      holdDays: await this.subjects.holdDays(organizationId),
    };
  }

  private async streams({ organizationId, personId }: AskedOf<Route>, { minPosition }: QueryContext) {
    const keyId = await this.vault.keys.idOf(organizationId, personId);
    return keyId === undefined ? [] : eventsSealedWith(this.views, { organizationId, keyId, minPosition });
  }

  private async shown({ organizationId, personId }: AskedOf<Route>, context: QueryContext) {
    const owners = await this.subjects.owners(organizationId);
    const approvers = owners.filter((each) => each !== personId && each !== context.member?.personId).slice(0, 100);
    return this.views.read(
      erasuresView,
      { organization: organizationId },
      async (db) => {
        const labels = await labelsOf(db, organizationId, { people: [personId, ...approvers], context });
        const row = await db
          .selectFrom('people')
          .select('email')
          .where('organization_id', '=', organizationId)
          .where('person_id', '=', personId)
          .executeTakeFirst();
        const who = (each: string) => ({ personId: each, label: labels(each) });
        return {
          person: who(personId),
          ...(mayReadEmail(context) && { email: row?.email ?? null }),
          heldBy: holdsOn(await holdsHere(db, organizationId), personId),
          approvers: approvers.map(who),
        };
      },
      context,
    );
  }

  /** How many runs they asked for themselves. */
  private async runs(organizationId: string, { userId }: Subject, context: QueryContext): Promise<number> {
    if (userId === undefined) return 0;
    const { n } = await this.views.read(
      audit,
      { organization: organizationId },
      (db) =>
        db
          .selectFrom('entries')
          .select(({ fn }) => fn.countAll().as('n'))
          .where('organization_id', '=', organizationId)
          .where('type', '=', 'RunRequested')
          .where('actor', '=', `user:${userId}`)
          .executeTakeFirstOrThrow(),
      context,
    );
    return Number(n);
  }
}

/** A9: an organization that came with a sign-up is called like the address in front of the `@`. */
function isNamedAfter({ addresses, organizationNames }: KnownHere): boolean {
  const names = new Set(organizationNames.map((name) => name.toLowerCase()));
  return addresses.some((address) => {
    const local = address.slice(0, Math.max(address.lastIndexOf('@'), 0)).toLowerCase();
    return names.has(local) || names.has(local.split('+')[0] ?? '');
  });
}

export const PreviewErasureController = serve(routes.audit.previewErasure, { Query: PreviewErasureQuery });
