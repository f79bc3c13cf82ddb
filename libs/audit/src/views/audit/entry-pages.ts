import { contains, cut, firstOf, type Page, type Paging } from '@annals/views';
import { newest, newestFirst, newestNaming, saying, type Row } from './found-entries';
import type { Db } from './names';
import { named, type Named } from './named';
import { routineSaying } from './routine';
import { matching, occurringTypes, shownTypes, type Which } from './which-entries';

/** So many of the newest are looked through for a text first, */
const LOOKED_THROUGH = 1_000;
/** and so many where that found enough to make a page likely. */
const LOOKED_FURTHER = 10_000;
const ENOUGH = 6;

interface Sight {
  readonly mayReadEmail: boolean;
}

/**
 * A page of the log, newest first. However long the log is and whatever is asked of it, an index says where the next
 * entries are, or they are few, or they are among the newest.
 */
export async function pageOfEntries(db: Db, which: Which, paging: Paging, sight: Sight): Promise<Page<Row>> {
  const found = which.text === undefined ? await newest(db, which, paging) : await withText(db, which, paging, sight);
  return cut(found, paging.limit, ({ at, sequence }) => [at, sequence]);
}

/** Entries that say the text, and those of things and people that are called so: each found by itself. */
async function withText(db: Db, which: Which, paging: Paging, sight: Sight): Promise<readonly Row[]> {
  const text = which.text ?? '';
  const parts = [
    await sayingIt(db, which, paging),
    await ofNamed(db, which, paging, await named(db, { organizationId: which.organizationId, text, ...sight })),
    await ofRoutine(db, which, paging, routineSaying(text)),
  ];
  const once = new Map(parts.flat().map((row) => [row.sequence, row]));
  return [...once.values()]
    .sort((one, other) => other.at.localeCompare(one.at) || other.sequence - one.sequence)
    .slice(0, paging.limit + 1);
}

async function sayingIt(db: Db, which: Which, paging: Paging): Promise<readonly Row[]> {
  return (await among(db, which, paging)) ?? saying(db, which, paging);
}

/** A page of what is among the newest; undefined where it has less, so that there may be more further down. */
async function among(db: Db, which: Which, paging: Paging): Promise<readonly Row[] | undefined> {
  const lead = { ...which, text: undefined };
  const types = shownTypes(lead);
  if (types !== undefined && types.length !== 1) return undefined;
  for (const most of [LOOKED_THROUGH, LOOKED_FURTHER]) {
    const looked = firstOf(
      db
        .selectFrom('entries')
        .selectAll('entries')
        .where((row) => matching(row, { ...lead, types })),
      newestFirst,
      { ...paging, limit: most - 1 },
    );
    const found = await firstOf(
      db
        .selectFrom(looked.as('entries'))
        .selectAll('entries')
        .where((row) => contains(row, ['entries.words'], which.text)),
      newestFirst,
      { limit: paging.limit },
    ).execute();
    if (found.length > paging.limit) return found;
    if (found.length < ENOUGH) return undefined;
  }
  return undefined;
}

async function ofNamed(db: Db, which: Which, paging: Paging, { things, actors }: Named): Promise<readonly Row[]> {
  const { organizationId, actor } = which;
  const others = { ...which, text: undefined };
  const theirs = actors.filter((each) => actor === undefined || each === actor);
  const byThem = await Promise.all(theirs.map((each) => ofActor(db, { ...others, actor: each }, paging)));
  if (things.length === 0) return byThem.flat();
  const types = which.types ?? (await occurringTypes(db, organizationId)).map(({ type }) => type);
  return [...byThem.flat(), ...(await newestNaming(db, { ...others, types, things }, paging))];
}

async function ofActor(db: Db, which: Which, paging: Paging): Promise<readonly Row[]> {
  const theirs = (await occurringTypes(db, which.organizationId, which.actor)).map(({ type }) => type);
  const types = which.types === undefined ? theirs : theirs.filter((type) => which.types?.includes(type));
  return newest(db, { ...which, types }, paging);
}

async function ofRoutine(db: Db, which: Which, paging: Paging, said: readonly string[]): Promise<readonly Row[]> {
  const types = said.filter((type) => which.types?.includes(type) ?? true);
  return types.length === 0 ? [] : newest(db, { ...which, text: undefined, types }, paging);
}
