import { routes } from '@annals/contracts';
import { fromBase64, proofText } from '@annals/proofs';
import { type AccessQuestion, type HeldKey, type Holder, readHeldKeys, readHolders } from './access';
import { call } from './client';
import { everyRow } from './every-row';

export type { AccessQuestion } from './access';
export type FileKind = 'json' | 'csv';

const rowsOf = <Row>({ items }: { readonly items: readonly Row[] }) => items;

/** The whole answer as of one event, so that anybody who replays the history to there finds the same. */
async function wholeAnswer(question: AccessQuestion) {
  const { organizationId } = question;
  const after = question.after ?? (await call(routes.audit.getHistory)({ organizationId })).last.sequence;
  const then = { ...question, after };
  const people = await everyRow((page) => readHolders(then, page), rowsOf);
  const keys = await everyRow((page) => readHeldKeys(then, page), rowsOf);
  return { question: then, people: people.rows, keys: keys.rows };
}

/**
 * That the last event is in the history of which a checkpoint was signed, as a text that `annals verify` and the page of
 * proofs take (c2sp.org/tlog-proof@v1). @throws ApiError ENTRY_NOT_SIGNED within a minute of that event
 */
async function proofOf(organizationId: string, sequence: number) {
  const { index, leaf, path, checkpoint } = await call(routes.audit.getInclusion)({ organizationId, sequence });
  const verifier = await call(routes.audit.getVerifierKey)({ organizationId });
  const hashes = path.flatMap((hash) => fromBase64(hash) ?? []);
  const text = proofText({ index, path: hashes, checkpoint: checkpoint.signedNote });
  return { lastEvent: sequence, leaf, treeSize: checkpoint.entries, checkpoint: checkpoint.signedNote, text, verifier };
}

/** The answer as a file: as JSON with the proof of its last event, or as a list. */
export async function answerFile(question: AccessQuestion, kind: FileKind) {
  const whole = await wholeAnswer(question);
  const { organizationId, after, permission } = whole.question;
  const name = `access-${permission.replaceAll(/\W/g, '-')}-${after}.${kind}`;
  if (kind === 'csv') return { name, type: 'text/csv', text: asCsv(whole.people, whole.keys) };
  const proof = await proofOf(organizationId, after);
  return { name, type: 'application/json', text: JSON.stringify({ ...whole, proof }, null, 2) };
}

/** What a spreadsheet would take for a formula begins with a quote. */
const cell = (value: string | number | null): string => {
  const text = String(value ?? '').replace(/^[=+\-@\t\r]/, "'$&");
  return `"${text.replaceAll('"', '""')}"`;
};

/** Each person and key in a line: by what, since when, and the event that gave it. */
export function asCsv(people: readonly Holder[], keys: readonly HeldKey[]): string {
  const lines = [
    ['kind', 'id', 'name', 'by', 'workspaceRole', 'since', 'event'],
    ...people.map(({ personId, alias, roleNames, workspace, since }) => [
      'person',
      personId,
      alias,
      roleNames.join('; '),
      workspace?.allows === true ? workspace.role : null,
      since?.at ?? null,
      since?.sequence ?? null,
    ]),
    ...keys.map(({ keyId, name, roleNames, workspaceRole, issued }) => [
      'key',
      keyId,
      name,
      roleNames.join('; '),
      workspaceRole,
      issued.at,
      issued.sequence,
    ]),
  ];
  return lines.map((line) => `${line.map(cell).join(',')}\r\n`).join('');
}
