import { listExported } from '@annals/contracts';
import { given } from '@annals/kernel';
import { access } from '../../access/access';
import { recordExport } from './record-export';

const exported = { list: 'members', role: 'external', rows: 12 } as const;
const told = listExported(exported, { search: 'mia' });

describe('record an export', () => {
  it('tells which list was taken, by which filter, and how many rows it had', () =>
    given(access).when(recordExport, { exported, search: 'mia' }).then(told));

  it('tells each of them', () => given(access, told).when(recordExport, { exported, search: 'mia' }).then(told));
});
