import { routes } from '@annals/contracts';
import {
  checkpointOfLog,
  fromBase64,
  keyFrom,
  leafOf,
  proofFrom,
  verifiedGrowth,
  verifiedInclusion,
  type NoteKey,
  type Untrue,
} from '@annals/proofs';
import { call } from '../api/client';
import { verifyEd25519 } from './ed25519';
import { kept } from './kept';
import { sha256 } from './sha256';

const api = routes.audit;
const by = { sha256, verify: verifyEd25519 };
const hash = (base64: string): Uint8Array => fromBase64(base64) ?? new Uint8Array();

/** What came of checking a file that somebody has. */
export type Checked =
  | { readonly ok: true; readonly what: 'entry'; readonly sequence: number; readonly size: number }
  | { readonly ok: true; readonly what: 'checkpoint'; readonly size: number; readonly now: number }
  | { readonly ok: false; readonly because: Untrue };

/** Checks a proof of an entry or a checkpoint: the server gives the entry and hashes, the browser believes none of it. */
export async function checkOne(organizationId: string, text: string): Promise<Checked> {
  const whole = `${text.trim()}\n`;
  const line = kept(organizationId)?.key ?? (await call(api.getVerifierKey)({ organizationId })).key;
  const key = keyFrom(sha256, line);
  if (!key) return { ok: false, because: 'not-signed' };
  return whole.startsWith('c2sp.org/tlog-proof')
    ? checkProof(organizationId, whole, key)
    : checkCheckpoint(organizationId, whole, key);
}

async function checkProof(organizationId: string, text: string, key: NoteKey): Promise<Checked> {
  const proof = proofFrom(text);
  if (!proof) return { ok: false, because: 'not-a-proof' };
  const { items } = await call(api.listStoredEntries)({ organizationId, after: proof.index, limit: 1 });
  const [entry] = items;
  if (!entry) return { ok: false, because: 'not-included' };
  const raw = { data: hash(entry.data), metadata: hash(entry.metadata) };
  const trust = { ...by, keys: [key], origin: key.name };
  const proved = await verifiedInclusion(text, leafOf(sha256, { ...entry, raw }), trust);
  if (!proved.ok) return proved;
  return { ok: true, what: 'entry', sequence: proof.index + 1, size: proved.value.checkpoint.size };
}

async function checkCheckpoint(organizationId: string, text: string, key: NoteKey): Promise<Checked> {
  const then = await checkpointOfLog(text, key, by);
  if (!then.ok) return then;
  const latest = await call(api.getLatestCheckpoint)({ organizationId });
  const now = await checkpointOfLog(latest.signedNote, key, by);
  if (!now.ok) return now;
  const [from, to] = [then.value.size, now.value.size];
  const path = from > to ? [] : (await call(api.getConsistency)({ organizationId, from, to })).path.map(hash);
  const grown = verifiedGrowth({ kept: then.value, now: now.value, path }, sha256);
  return grown.ok ? { ok: true, what: 'checkpoint', size: from, now: to } : grown;
}
