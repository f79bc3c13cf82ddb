import { route } from '../../route';
import { OrganizationParams } from '../params';
import { ORGANIZATION } from '../path';
import * as api from './api';

export const getSeats = route({
  method: 'GET',
  path: `${ORGANIZATION}/seats`,
  params: OrganizationParams,
  answer: api.Seats,
  access: 'members:read',
  tag: 'people',
  sentence: 'How many seats there are and who has them: from what decisions rest on, never from a view.',
});
