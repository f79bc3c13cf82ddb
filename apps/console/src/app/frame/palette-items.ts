/** One thing that the palette can open or do. */
export interface PaletteItem {
  id: string;
  group: 'Pages' | 'Bots' | 'People' | 'Do' | 'History' | 'Organizations';
  label: string;
  hint: string;
  open: Destination;
}
/** Where it leads: a path of this console, or an act that is not a place. */
export type Destination = { path: string } | { act: 'sign-out' | 'keys' } | { does: () => void };

/** What the palette knows of the organization. */
export interface PaletteSource {
  organizationId: string;
  pages: readonly { name: string; path: string }[];
  acts: readonly { label: string; hint: string; open: Destination }[];
  /** Acts that are found by typing only: there are many. */
  further: readonly { label: string; hint: string; open: Destination }[];
  bots: readonly {
    botId: string;
    name: string;
    status: string;
    /** What the reader may do about it, by the dialog of its page: "Retire invoice-reader…". */
    acts: readonly { label: string; dialog: string }[];
  }[];
  people: readonly { personId: string; name: string; hint: string }[];
  organizations: readonly { organizationId: string; name: string; hint: string }[];
  history: boolean;
}

const most = 5;

/**
 * What matches the typed text: `#48,209` an entry of the history, `@ada` people only, else everything by name. Without
 * text: pages and acts.
 */
export function paletteItems(text: string, source: PaletteSource): PaletteItem[] {
  const typed = text.trim().toLowerCase();
  const base = `/organizations/${source.organizationId}`;
  if (typed.startsWith('#')) return entry(typed, source, base);
  const people = source.people.map((each): PaletteItem => ({
    id: `person-${each.personId}`,
    group: 'People',
    label: each.name,
    hint: each.hint,
    open: { path: `${base}/people?row=${each.personId}` },
  }));
  if (typed.startsWith('@')) return people.filter((item) => includes(item, typed.slice(1))).slice(0, 8);
  const pages = source.pages.map((page): PaletteItem => ({
    id: `page-${page.path}`,
    group: 'Pages',
    label: page.name,
    hint: '',
    open: { path: page.path },
  }));
  const acts = source.acts.map((act): PaletteItem => ({ id: `act-${act.label}`, group: 'Do', ...act }));
  const further = source.further.map((act): PaletteItem => ({ id: `act-${act.label}`, group: 'Do', ...act }));
  if (typed === '') return [...pages, ...acts];
  const bots = source.bots.map((bot): PaletteItem => ({
    id: `bot-${bot.botId}`,
    group: 'Bots',
    label: bot.name,
    hint: bot.status,
    open: { path: `${base}/bots?row=${bot.botId}` },
  }));
  const runs = source.bots.map((bot): PaletteItem => ({
    id: `failed-${bot.botId}`,
    group: 'Do',
    label: `Show failed runs of ${bot.name}`,
    hint: 'Runs',
    open: { path: `${base}/runs?bot=${bot.botId}&outcome=failed` },
  }));
  const botActs = source.bots.flatMap(({ botId, acts: all }) =>
    all.map((act): PaletteItem => ({
      id: `${act.dialog}-${botId}`,
      group: 'Do',
      label: act.label,
      hint: 'Asks first',
      open: { path: `${base}/bots/${botId}?new=${act.dialog}` },
    })),
  );
  const organizations = source.organizations.map((each): PaletteItem => ({
    id: `organization-${each.organizationId}`,
    group: 'Organizations',
    label: each.name,
    hint: each.hint,
    open: { path: `/organizations/${each.organizationId}` },
  }));
  return [bots, pages, [...acts, ...further, ...runs, ...botActs], people, organizations].flatMap((group) =>
    group.filter((item) => includes(item, typed)).slice(0, most),
  );
}

const includes = (item: PaletteItem, typed: string): boolean =>
  `${item.label} ${item.hint}`.toLowerCase().includes(typed);

function entry(typed: string, source: PaletteSource, base: string): PaletteItem[] {
  const sequence = Number(typed.replace(/[#,\s]/g, ''));
  if (!source.history || !Number.isSafeInteger(sequence) || sequence < 1) return [];
  return [
    {
      id: 'entry',
      group: 'History',
      label: `Open entry #${sequence.toLocaleString('en-US')}`,
      hint: 'Audit log',
      open: { path: `${base}/audit?row=${sequence}` },
    },
  ];
}
