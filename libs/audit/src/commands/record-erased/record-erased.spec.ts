import { subjectErased } from '@annals/contracts';
import { given } from '@annals/kernel';
import { oversight } from '../../oversight/oversight';
import { agreed, asked, begun, erasureId, karin, organizationId } from '../../testing/examples';
import { recordErased } from './record-erased';

const command = { organizationId, erasureId };
const erased = subjectErased({ erasureId, personId: karin });

describe('E6: record that somebody was erased', () => {
  it('says it', () => given(oversight, asked, agreed, begun).when(recordErased, command).then(erased));

  it('stays quiet when it was said, before it began, and of what is none', () => {
    given(oversight, asked, agreed, begun, erased).when(recordErased, command).thenNothing();
    given(oversight, asked, agreed).when(recordErased, command).thenNothing();
    given(oversight).when(recordErased, command).thenNothing();
  });
});
