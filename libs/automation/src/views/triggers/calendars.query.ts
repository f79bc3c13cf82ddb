import { routes, type AskedOf } from '@annals/contracts';
import { query, serve } from '@annals/platform';
import { pageOfAll, type ViewDb } from '@annals/views';
import { triggersView } from './triggers.view';

/** Calendars by name: there are few (`MOST_CALENDARS`). */
export const ListCalendars = query(
  'ListCalendars',
  triggersView,
  async (db: ViewDb<typeof triggersView>, asked: AskedOf<typeof routes.automation.listCalendars>) => {
    const found = await db
      .selectFrom('calendars')
      .selectAll('calendars')
      .select((row) =>
        row
          .selectFrom('triggers')
          .select(({ fn }) => fn.countAll<string>().as('count'))
          .whereRef('triggers.organization_id', '=', 'calendars.organization_id')
          .whereRef('triggers.calendar_id', '=', 'calendars.calendar_id')
          .as('used_by'),
      )
      .where('calendars.organization_id', '=', asked.organizationId)
      .execute();
    const items = found.map((row) => ({
      calendarId: row.calendar_id,
      name: row.name ?? '[erased]',
      ...row.days,
      triggers: Number(row.used_by),
      changedAt: row.changed_at,
      sequence: row.sequence,
    }));
    const { rows, next } = pageOfAll(items, [({ name }) => name, ({ calendarId }) => calendarId], asked);
    return { items: rows, next };
  },
);
export const ListCalendarsController = serve(routes.automation.listCalendars, ListCalendars);
