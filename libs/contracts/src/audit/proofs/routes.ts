import { OrganizationParams } from '../../organization/params';
import { route } from '../../route';
import * as api from './api';

const proofs = '/api/v1/organizations/{organizationId}/proofs';

export const getProofs = route({
  method: 'GET',
  path: proofs,
  params: OrganizationParams,
  answer: api.HistoryProofs,
  access: 'audit:read',
  tag: 'proofs',
  sentence: 'Whether the history of the organization is unbroken, when that was looked at, and where it is not.',
});

export const getVerifierKey = route({
  method: 'GET',
  path: `${proofs}/key`,
  params: OrganizationParams,
  answer: api.VerifierKey,
  access: 'audit:read',
  tag: 'proofs',
  sentence: 'The name of the log and the public key that its checkpoints are signed with, in one line.',
});

export const listCheckpoints = route({
  method: 'GET',
  path: `${proofs}/checkpoints`,
  params: OrganizationParams,
  query: api.ListCheckpoints,
  answer: api.Checkpoints,
  access: 'audit:read',
  tag: 'proofs',
  sentence: 'The signed checkpoints of the history, newest first.',
  refusals: ['CURSOR_INVALID'],
});

export const getLatestCheckpoint = route({
  method: 'GET',
  path: `${proofs}/checkpoints/latest`,
  params: OrganizationParams,
  answer: api.Checkpoint,
  access: 'audit:read',
  tag: 'proofs',
  sentence: 'The newest signed checkpoint of the history.',
  refusals: ['CHECKPOINT_NOT_FOUND'],
});

export const listStoredEntries = route({
  method: 'GET',
  path: `${proofs}/entries`,
  params: OrganizationParams,
  query: api.ListStoredEntries,
  answer: api.StoredEntries,
  access: 'audit:read',
  tag: 'proofs',
  sentence: 'The entries of the history as they are stored, the oldest first, to recompute its tree from.',
  refusals: ['CURSOR_INVALID'],
});

export const getInclusion = route({
  method: 'GET',
  path: `${proofs}/entries/{sequence}`,
  params: api.ProofParams,
  query: api.ReadInclusion,
  answer: api.Inclusion,
  access: 'audit:read',
  tag: 'proofs',
  sentence: 'The proof that an entry is in the history that a checkpoint was signed of.',
  refusals: ['ENTRY_NOT_FOUND', 'ENTRY_NOT_SIGNED', 'CHECKPOINT_NOT_FOUND'],
});

export const getInclusionFile = route({
  method: 'GET',
  path: `${proofs}/entries/{sequence}/file`,
  params: api.ProofParams,
  query: api.ReadInclusion,
  access: 'audit:read',
  tag: 'proofs',
  sentence: 'The same proof as a file that needs nothing else (c2sp.org/tlog-proof@v1).',
  refusals: ['ENTRY_NOT_FOUND', 'ENTRY_NOT_SIGNED', 'CHECKPOINT_NOT_FOUND'],
  produces: 'text/plain',
});

export const getConsistency = route({
  method: 'GET',
  path: `${proofs}/consistency`,
  params: OrganizationParams,
  query: api.ReadConsistency,
  answer: api.Consistency,
  access: 'audit:read',
  tag: 'proofs',
  sentence: 'The proof that the history of so many entries is the beginning of that of so many more.',
  refusals: ['HISTORY_SHORTER', 'PROOF_RANGE_INVALID'],
});
